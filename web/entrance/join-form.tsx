import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../contract/client.ts';
import type { ResponseOf } from '../../contract/define-route.ts';
import { type inspectInvitation, joinOrganization } from '../../contract/join.ts';
import { call } from '../api.ts';
import { chosenPasswordSchema } from '../ui/chosen-password-schema.ts';
import { Field } from '../ui/field.tsx';
import { NewPasswordField } from '../ui/new-password-field.tsx';
import { RequestForm } from '../ui/request-form.tsx';
import { useRequestForm } from '../ui/use-request-form.ts';
import { useWhen } from '../ui/use-when.ts';
import { enter } from './enter.ts';
import { EntranceLayout } from './entrance-layout.tsx';
import classes from './join-form.module.css';
import { RefusedPage } from './refused-page.tsx';
import { useOpened } from './use-opened.ts';

export type OpenInvitation = ResponseOf<typeof inspectInvitation>;

const schema = joinOrganization.body.extend({ password: chosenPasswordSchema });

interface JoinFormProps {
  readonly token: string;
  readonly invitation: OpenInvitation;
  readonly onNotMe: () => void;
}

/** The welcome, and the password that turns an invited account into an active one. */
export function JoinForm({ token, invitation, onNotMe }: JoinFormProps) {
  const { t } = useTranslation('entrance');
  const { dayAndTime } = useWhen();
  const { organization, inviter, email, username, message } = invitation;
  const place = organization.name;
  const doorTitle = t('join.door', { organization: place });
  useOpened(token);
  const form = useRequestForm({
    schema,
    start: { token, password: '' },
    send: async (body) => {
      await enter(await call(joinOrganization, { body }));
    },
  });

  if (form.problem instanceof ApiProblem && form.problem.problem.status === 410) {
    return <RefusedPage problem={form.problem} place={place} doorTitle={doorTitle} signIn />;
  }
  return (
    <EntranceLayout
      place={place}
      title={t('join.title', { organization: place })}
      intro={
        inviter === null
          ? t('join.introNobody', { organization: place })
          : t('join.intro', { inviter, organization: place })
      }
      doorTitle={doorTitle}
    >
      {message && (
        <figure className={classes.message}>
          <blockquote>{message}</blockquote>
          {inviter !== null && <figcaption>{inviter}</figcaption>}
        </figure>
      )}
      <RequestForm form={form}>
        <Stack gap={22}>
          <Field
            name="email"
            label={t('email')}
            value={email}
            onChange={ignore}
            autoComplete="email"
            ltr
            fixed
          />
          <Field
            name="username"
            label={t('username')}
            hint={t('join.usernameHint')}
            value={username}
            onChange={ignore}
            autoComplete="username"
            ltr
            fixed
          />
          <NewPasswordField
            {...form.field('password')}
            label={t('password')}
            about={[email, username, place]}
          />
        </Stack>
        <Button type="submit" size="md" mt="lg" fullWidth loading={form.sending}>
          {t('join.submit')}
        </Button>
      </RequestForm>
      <Text c="dimmed" mt="lg">
        {t('join.until', { when: dayAndTime(invitation.expiresAt) })}
      </Text>
      <Text c="dimmed" mt="xs">
        {t('join.notYou')}{' '}
        <Anchor component="button" type="button" onClick={onNotMe}>
          {t('join.decline')}
        </Anchor>
      </Text>
    </EntranceLayout>
  );
}

/** Email and username are the server's (T3): shown, never sent. */
function ignore(): void {}
