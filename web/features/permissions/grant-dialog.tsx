import { Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type GrantCandidate, grantPermission } from '../../../contract/grants.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { DialogButtons } from '../../ui/dialog-buttons.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import { useRequestForm } from '../../ui/use-request-form.ts';
import { GrantDates } from './grant-dates.tsx';
import { today } from './grant-days.ts';
import { useOwnEnd } from './use-own-end.ts';
import { candidateQuery, findCandidates, refreshGrants } from './permission-queries.ts';

interface GrantDialogProps {
  readonly application: string;
  readonly permission: string;
  /** Who is chosen from the start, if someone is. */
  readonly account: string | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Grants one permission to one person. */
export function GrantDialog(props: GrantDialogProps) {
  const { t } = useTranslation(['permissions', 'ui']);
  const words = useApplicationWords();
  const { title } = words.permission(props.application, props.permission);
  // Already there when the page was opened for someone; looked up once for both.
  const { data: first } = useQuery({
    ...candidateQuery(props.account ?? ''),
    enabled: props.opened && props.account !== undefined,
  });
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('grant.title', { permission: title })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      <GrantForm key={first?.id} {...props} first={first ?? null} />
    </Modal>
  );
}

const formSchema = grantPermission.body.extend({
  account: z.string().superRefine((id, context) => {
    if (id === '') context.addIssue({ code: 'custom', params: { code: 'grant.choose_person' } });
  }),
});

function GrantForm({
  application,
  permission,
  first,
  onClose,
}: GrantDialogProps & { first: GrantCandidate | null }) {
  const { t } = useTranslation(['permissions', 'ui']);
  const { timeZone } = useSession().organization;
  const words = useApplicationWords();
  const [person, setPerson] = useState(first);
  const ownEnd = useOwnEnd()(application, permission);
  const form = useRequestForm({
    schema: formSchema,
    start: {
      account: first?.id ?? '',
      application: application as 'permissions',
      permission,
      from: today(timeZone),
      until: ownEnd?.last ?? '',
      reason: '',
    },
    send: async (body) => {
      await call(grantPermission, { body });
      showToast(t('grant.done', { name: person?.name }));
      onClose();
      await refreshGrants();
    },
  });
  const choose = (candidate: GrantCandidate | null) => {
    setPerson(candidate);
    form.set('account', candidate?.id ?? '');
  };
  // What speaks against the permission has no field here: it is said above them all.
  const refused = form.errors['permission'];
  return (
    <RequestForm
      form={form}
      problem={
        refused && (
          <div style={{ marginBlockEnd: 16 }}>
            <Notice tone="bad" title={refused} urgent />
          </div>
        )
      }
    >
      <Text c="dimmed" mb="md">
        {words.permission(application, permission).description}.{' '}
        <code style={{ overflowWrap: 'anywhere' }}>{permission}</code>
      </Text>
      <Stack gap="md">
        <PersonPicker
          name="account"
          label={t('grant.whom')}
          hint={t('grant.whomHint')}
          error={form.errors['account']}
          chosen={person}
          onChoose={choose}
          search={findCandidates}
          searchKey="grants"
        />
        <GrantDates from={form.field('from')} until={form.field('until')} ownEnd={ownEnd} />
        <Field {...form.field('reason')} label={t('grant.why')} hint={t('grant.whyHint')} optional />
        {person && person.identityState !== 'validated' && (
          <Notice tone="info" title={t('grant.waits')}>
            {t('grant.waitsText', { name: person.name })}
          </Notice>
        )}
      </Stack>
      <DialogButtons busy={form.sending} onCancel={onClose}>
        {person ? t('grant.toName', { name: person.name }) : t('grant.open')}
      </DialogButtons>
    </RequestForm>
  );
}
