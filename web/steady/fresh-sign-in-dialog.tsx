import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { confirmPassword } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { useSession } from '../shell/session.ts';
import { DialogButtons } from '../ui/dialog-buttons.tsx';
import { Field } from '../ui/field.tsx';
import { RequestForm } from '../ui/request-form.tsx';
import { useRequestForm } from '../ui/use-request-form.ts';
import { freshSignIn } from './questions.ts';
import { useOwnEscape } from './use-own-escape.ts';

const cancel = () => freshSignIn.answer(false);

/** Asks for the password once more, over whatever page and dialog the act was begun on; then the act goes on. */
export function FreshSignInDialog() {
  const { t } = useTranslation(['app', 'ui']);
  const asked = freshSignIn.useAsked();
  useOwnEscape(asked > 0, cancel);
  return (
    <Modal
      opened={asked > 0}
      onClose={cancel}
      closeOnEscape={false}
      title={t('fresh.title')}
      size={460}
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      <FreshSignInForm key={asked} />
    </Modal>
  );
}

function FreshSignInForm() {
  const { t } = useTranslation(['app', 'ui']);
  const { account } = useSession();
  const form = useRequestForm({
    schema: confirmPassword.body,
    start: { password: '' },
    send: async (body) => {
      await call(confirmPassword, { body });
      freshSignIn.answer(true);
    },
  });
  return (
    <RequestForm form={form}>
      <Text c="dimmed" mb="md">
        {t('fresh.text')}
      </Text>
      {/* For password managers. */}
      <input type="text" name="username" autoComplete="username" value={account.username} readOnly hidden />
      <Field
        {...form.field('password')}
        kind="password"
        label={t('fresh.password')}
        autoComplete="current-password"
        autoFocus
      />
      <DialogButtons busy={form.sending} onCancel={cancel}>
        {t('fresh.submit')}
      </DialogButtons>
    </RequestForm>
  );
}
