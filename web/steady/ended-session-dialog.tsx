import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { signIn } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { queryClient } from '../query-client.ts';
import { leaveForSignIn } from '../shell/leave-for-sign-in.ts';
import { sessionQuery, useSession } from '../shell/session.ts';
import { Field } from '../ui/field.tsx';
import { RequestForm } from '../ui/request-form.tsx';
import { useRequestForm } from '../ui/use-request-form.ts';
import { signInAgain } from './questions.ts';
import { useOwnEscape } from './use-own-escape.ts';

/**
 * Over a page whose session ended. What stands there is covered, because whoever sits here now may be another; it
 * comes back, with everything typed, for the same account only.
 */
export function EndedSessionDialog() {
  const { t } = useTranslation('app');
  const asked = signInAgain.useAsked();
  const stay = () => undefined;
  useOwnEscape(asked > 0, stay);
  return (
    <Modal
      opened={asked > 0}
      onClose={stay}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={t('ended.title')}
      size={460}
      zIndex={500}
      overlayProps={{ color: 'var(--mantine-color-body)', backgroundOpacity: 1 }}
    >
      <SignInAgainForm key={asked} />
    </Modal>
  );
}

const schema = z.strictObject({ password: signIn.body.shape.password });

function SignInAgainForm() {
  const { t } = useTranslation('app');
  const { account, organization } = useSession();
  const form = useRequestForm({
    schema,
    start: { password: '' },
    send: async ({ password }) => {
      const session = await call(signIn, {
        body: { organization: organization.slug, login: account.username, password },
      });
      queryClient.setQueryData(sessionQuery.queryKey, session);
      signInAgain.answer(true);
    },
  });
  return (
    <RequestForm form={form}>
      <Text c="dimmed" mb="md">
        {t('ended.text')}
      </Text>
      <input type="text" name="username" autoComplete="username" value={account.username} readOnly hidden />
      <Text mb="md">
        <bdi>{account.name}</bdi>{' '}
        <Text component="bdi" dir="ltr" c="dimmed">
          {account.email}
        </Text>
      </Text>
      <Field
        {...form.field('password')}
        kind="password"
        label={t('ended.password')}
        autoComplete="current-password"
        autoFocus
      />
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={leaveForSignIn}>
          {t('ended.another')}
        </Button>
        <Button type="submit" loading={form.sending}>
          {t('ended.submit')}
        </Button>
      </Group>
    </RequestForm>
  );
}
