import { Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import { askForUpdate } from '../../../contract/identity-updates.ts';
import type { PersonDetail } from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { DialogButtons } from '../../ui/dialog-buttons.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';
import { refreshPeople } from './person-queries.ts';
import { UpdateFields } from './update-fields.tsx';

interface AskUpdateProps {
  readonly person: Pick<PersonDetail, 'id' | 'name'>;
  readonly onClose: () => void;
}

/** Asks a member to look at their data again: which of it, and a word to them. */
export function AskUpdateDialog({ opened, ...props }: AskUpdateProps & { readonly opened: boolean }) {
  const { t } = useTranslation(['person', 'ui']);
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('update.title', { name: props.person.name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      <AskUpdateForm {...props} />
    </Modal>
  );
}

function AskUpdateForm({ person: { id, name }, onClose }: AskUpdateProps) {
  const { t } = useTranslation(['person', 'ui']);
  const form = useRequestForm({
    schema: askForUpdate.body,
    start: { fields: [], note: '' },
    send: async (body) => {
      await call(askForUpdate, { params: { id }, body });
      showToast(t('update.done', { name }));
      onClose();
      await refreshPeople();
    },
  });
  const isTooSoon = form.problem instanceof ApiProblem && form.problem.problem.code === 'not_possible_now';
  return (
    <RequestForm
      form={form}
      problem={
        isTooSoon ? <Notice tone="attention" urgent title={t('update.tooSoon', { name })} /> : undefined
      }
    >
      <Stack gap="md">
        <Text c="dimmed">{t('update.intro')}</Text>
        <UpdateFields chosen={form.values.fields ?? []} onChange={(fields) => form.set('fields', fields)} />
        <Field
          {...form.field('note')}
          kind="textarea"
          label={t('update.note')}
          hint={t('update.noteHint')}
          optional
        />
      </Stack>
      <DialogButtons busy={form.sending} onCancel={onClose}>
        {t('update.action')}
      </DialogButtons>
    </RequestForm>
  );
}
