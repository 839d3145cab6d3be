import { Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiKeyDays, createApiKey } from '../../../contract/api-keys.ts';
import { ApiProblem } from '../../../contract/client.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { DialogButtons } from '../../ui/dialog-buttons.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';
import { wallClockAt } from '../../ui/wall-clock.ts';
import { refreshApiKeys } from './api-key-queries.ts';
import { NewKey } from './new-key.tsx';
import { PermissionChoice } from './permission-choice.tsx';

interface CreateKeyDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes a key, then shows it, once. */
export function CreateKeyDialog({ opened, onClose }: CreateKeyDialogProps) {
  const { t } = useTranslation(['api-keys', 'ui']);
  const [made, setMade] = useState<string | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      size={560}
      title={made === null ? t('create.title') : t('made.title')}
      // What is shown once does not go by a click beside it.
      closeOnClickOutside={made === null}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      {made === null ? (
        <CreateForm onMade={setMade} onClose={close} />
      ) : (
        <NewKey value={made} onDone={close} />
      )}
    </Modal>
  );
}

interface CreateFormProps {
  readonly onMade: (key: string) => void;
  readonly onClose: () => void;
}

function CreateForm({ onMade, onClose }: CreateFormProps) {
  const { t } = useTranslation(['api-keys', 'ui']);
  const { timeZone } = useSession().organization;
  const [start] = useState(() => Date.now());
  const dayAfter = (days: number) => wallClockAt(start + days * 86_400_000, timeZone).slice(0, 10);
  const form = useRequestForm({
    schema: createApiKey.body,
    start: { name: '', permissions: [] as Permission[], until: dayAfter(apiKeyDays.byDefault) },
    send: async (body) => {
      const { key } = await call(createApiKey, { body });
      onMade(key);
      await refreshApiKeys();
    },
  });
  return (
    <RequestForm form={form} {...(isLost(form.problem) ? { problem: <Lost /> } : {})}>
      <Stack gap="md">
        <Field {...form.field('name')} label={t('create.name')} hint={t('create.nameHint')} autoFocus />
        <PermissionChoice
          chosen={form.values.permissions}
          onChange={(permissions) => form.set('permissions', permissions)}
          error={form.errors['permissions']}
        />
        <Field
          {...form.field('until')}
          type="date"
          label={t('create.until')}
          hint={t('create.untilHint', { days: apiKeyDays.most })}
          min={dayAfter(0)}
          max={dayAfter(apiKeyDays.most)}
        />
      </Stack>
      <DialogButtons busy={form.sending} onCancel={onClose}>
        {t('create.send')}
      </DialogButtons>
    </RequestForm>
  );
}

/** It was made, but its answer got lost on the way: nobody can show it again (ruling 9). */
function isLost(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.problem.code === 'already_answered';
}

function Lost() {
  const { t } = useTranslation('api-keys');
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="attention" title={t('lost.title')} urgent>
        {t('lost.text')}
      </Notice>
    </div>
  );
}
