import { Button, Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import { changeAccount, type PersonDetail } from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { entranceQuery } from '../../shell/entrance-query.ts';
import { DialogButtons } from '../../ui/dialog-buttons.tsx';
import { Field } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';
import { RequestForm } from '../../ui/request-form.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';
import { refreshPeople } from './person-queries.ts';

interface ChangeAccountProps {
  readonly person: PersonDetail;
}

/** What others may change of an account. */
export function ChangeAccount({ person }: ChangeAccountProps) {
  const { t } = useTranslation(['person', 'ui']);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" size="xs" mt="md" onClick={() => setOpened(true)}>
        {t('change.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('change.title', { name: person.name })}
        closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
      >
        {/* Newly read, it is another form. */}
        <ChangeForm key={person.version} person={person} onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function ChangeForm({ person, onClose }: ChangeAccountProps & { readonly onClose: () => void }) {
  const { t } = useTranslation(['person', 'ui']);
  const { data: entrance } = useQuery(entranceQuery);
  const { id, version, username, population, language } = person;
  const form = useRequestForm({
    schema: changeAccount.body,
    start: { version, username, population, language },
    send: async (body) => {
      await call(changeAccount, { params: { id }, body });
      showToast(t('change.done'));
      onClose();
      await refreshPeople();
    },
  });
  const isStale = form.problem instanceof ApiProblem && form.problem.problem.code === 'stale_version';
  const languages = new Set([...(entrance?.languages ?? []), language]);
  return (
    <RequestForm
      form={form}
      problem={
        isStale ? (
          <StaleNotice
            title={t('change.stale')}
            text={t('change.staleText')}
            reload={t('change.reload')}
            onReload={() => void refreshPeople()}
          />
        ) : undefined
      }
    >
      <Stack gap="md">
        <Field
          {...form.field('username')}
          label={t('account.username')}
          hint={t('change.usernameHint')}
          ltr
        />
        <Field
          {...form.field('population')}
          kind="select"
          label={t('account.population')}
          choices={(['internal', 'external'] as const).map((value) => ({
            value,
            label: t(`population.${value}`),
          }))}
        />
        <Field
          {...form.field('language')}
          kind="select"
          label={t('account.language')}
          hint={t('change.languageHint')}
          choices={[...languages].map((value) => ({ value, label: languageName(value) }))}
        />
      </Stack>
      <DialogButtons busy={form.sending} onCancel={onClose}>
        {t('change.save')}
      </DialogButtons>
    </RequestForm>
  );
}
