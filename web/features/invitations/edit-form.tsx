import { Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ApiProblem } from '../../../contract/client.ts';
import { editInvitation } from '../../../contract/invitation-changes.ts';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { messageSchema } from '../../../contract/plain-text.ts';
import { languageSchema, populationSchema } from '../../../contract/shared-schemas.ts';
import { call } from '../../api.ts';
import { may, useSession } from '../../shell/session.ts';
import { languages } from '../../texts.ts';
import { DialogButtons } from '../../ui/dialog-buttons.tsx';
import { Field } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';
import { RequestForm } from '../../ui/request-form.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';
import { wallClockAt } from '../../ui/wall-clock.ts';
import { GrantsField } from './grants-field.tsx';
import { refreshInvitations } from './invitation-queries.ts';

interface EditFormProps {
  readonly invitation: InvitationDetail;
  readonly onClose: () => void;
  /** Someone else was faster: reads it again. */
  readonly onReload: () => void;
}

const schema = z.strictObject({
  message: messageSchema.optional(),
  language: languageSchema,
  population: populationSchema,
  /** By the clocks where the person is. */
  sendAt: z.string().optional(),
});

export function EditForm({ invitation, onClose, onReload }: EditFormProps) {
  const { t } = useTranslation(['invitations', 'ui']);
  const session = useSession();
  const { id, version, account, sendAt, timeZone } = invitation;
  const [grants, setGrants] = useState(invitation.grants);
  const scheduled = sendAt !== null && ['scheduled', 'queued'].includes(invitation.state);
  const planned = scheduled ? wallClockAt(Date.parse(sendAt), timeZone) : '';
  const mayGrant = may(session, 'permissions:can_grant');
  const form = useRequestForm({
    schema,
    start: {
      message: invitation.message ?? '',
      language: invitation.language,
      population: invitation.population,
      sendAt: planned,
    },
    send: async (filled) => {
      await call(editInvitation, {
        params: { id },
        body: {
          version,
          // An emptied message is taken away, which is not the same as leaving it alone.
          message: filled.message ?? null,
          language: filled.language,
          population: filled.population,
          ...(scheduled && filled.sendAt !== planned ? { sendAt: filled.sendAt ?? null } : {}),
          ...(mayGrant && grants !== invitation.grants ? { grants } : {}),
        },
      });
      showToast(t('done.edited', { name: account.name }));
      onClose();
      await refreshInvitations();
    },
  });
  const stale = form.problem instanceof ApiProblem && form.problem.problem.code === 'stale_version';
  return (
    <RequestForm
      form={form}
      problem={
        stale ? (
          <StaleNotice
            title={t('edit.stale')}
            text={t('edit.staleText')}
            reload={t('edit.reload')}
            onReload={onReload}
          />
        ) : undefined
      }
    >
      <Stack gap="md">
        <Field
          {...form.field('message')}
          kind="textarea"
          rows={3}
          label={t('fact.message')}
          hint={t('edit.messageHint')}
          optional
        />
        <Group grow align="flex-start">
          <Field
            {...form.field('language')}
            kind="select"
            label={t('fact.language')}
            choices={languages.map((value) => ({ value, label: languageName(value) }))}
          />
          <Field
            {...form.field('population')}
            kind="select"
            label={t('filter.population')}
            choices={populationSchema.options.map((value) => ({ value, label: t(`population.${value}`) }))}
          />
        </Group>
        {scheduled && (
          <Field
            {...form.field('sendAt')}
            type="datetime-local"
            label={t('edit.sendAt')}
            hint={t('edit.sendAtHint', { timeZone: timeZone.replaceAll('_', ' ') })}
            maxWidth={280}
            optional
          />
        )}
        <GrantsField
          grants={grants}
          held={invitation.grants}
          error={form.errors['grants']}
          errors={form.errors}
          {...(mayGrant ? { onChange: setGrants } : {})}
        />
      </Stack>
      <DialogButtons busy={form.sending} onCancel={onClose}>
        {t('edit.action')}
      </DialogButtons>
    </RequestForm>
  );
}
