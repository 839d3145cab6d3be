import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { askForEmailChange } from '../../../contract/email-change.ts';
import { call } from '../../api.ts';
import { Field } from '../../ui/field.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';

interface EmailFormProps {
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
}

/** Asks for another email; nothing changes before both addresses have confirmed. */
export function EmailForm({ onDone, onCancel }: EmailFormProps) {
  const { t } = useTranslation(['security', 'ui']);
  const form = useRequestForm({
    schema: askForEmailChange.body,
    start: { email: '' },
    send: async (body) => {
      await call(askForEmailChange, { body });
      await onDone();
    },
  });
  return (
    <RequestForm form={form} label={t('email.change')}>
      <Field
        {...form.field('email')}
        type="email"
        ltr
        autoComplete="email"
        label={t('email.new')}
        hint={t('email.newHint')}
        maxWidth={420}
        autoFocus
      />
      <Group gap="xs" mt="lg">
        <Button type="submit" loading={form.sending}>
          {t('email.submit')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel', { ns: 'ui' })}
        </Button>
      </Group>
    </RequestForm>
  );
}
