import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { changePassword } from '../../../contract/sessions.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { chosenPasswordSchema } from '../../ui/chosen-password-schema.ts';
import { Field } from '../../ui/field.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';

const schema = changePassword.body.extend({
  current: z.string().min(1).max(1024),
  password: chosenPasswordSchema,
});

/** Who knows the current password sets a new one. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('security');
  const { account, organization } = useSession();
  const form = useRequestForm({
    schema,
    start: { current: '', password: '' },
    send: async (body) => {
      await call(changePassword, { body });
      onDone();
    },
  });
  return (
    <RequestForm form={form} label={t('password.form')}>
      {/* Password managers keep the new password under this name. */}
      <input type="text" name="username" autoComplete="username" value={account.username} readOnly hidden />
      <Stack gap="md">
        <Field
          {...form.field('current')}
          kind="password"
          autoComplete="current-password"
          label={t('password.current')}
        />
        <NewPasswordField
          {...form.field('password')}
          label={t('password.new')}
          about={[account.email, account.username, organization.name]}
        />
      </Stack>
      <Button type="submit" mt="lg" loading={form.sending}>
        {t('password.submit')}
      </Button>
    </RequestForm>
  );
}
