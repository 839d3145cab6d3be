import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../contract/client.ts';
import { completePasswordReset, inspectPasswordReset } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { organizationBase } from '../organization-base.ts';
import { proposeLanguage } from '../texts.ts';
import { chosenPasswordSchema } from '../ui/chosen-password-schema.ts';
import { NewPasswordField } from '../ui/new-password-field.tsx';
import { RequestForm } from '../ui/request-form.tsx';
import { useRequestForm } from '../ui/use-request-form.ts';
import { EntranceLayout } from './entrance-layout.tsx';
import { RefusedPage } from './refused-page.tsx';
import { useAnswer } from './use-answer.ts';
import { WaitingPage } from './waiting-page.tsx';

const schema = completePasswordReset.body.extend({ password: chosenPasswordSchema });
const deadLink = new Set(['link_unknown', 'link_used', 'link_expired']);

/** Choosing a new password by the mailed link. */
export function NewPasswordPage({ token }: { token: string }) {
  const { t } = useTranslation('entrance');
  // A dead link is told before anything is typed.
  const link = useAnswer(() => call(inspectPasswordReset, { body: { token } }));
  const reset = link.state === 'done' ? link.value : null;
  const [done, setDone] = useState(false);
  const form = useRequestForm({
    schema,
    start: { token, password: '' },
    send: async (body) => {
      await call(completePasswordReset, { body });
      setDone(true);
    },
  });
  const layout = { place: reset?.organization.name, doorTitle: t('reset.door') };

  useEffect(() => {
    if (reset) void proposeLanguage(reset.language);
  }, [reset]);

  if (link.state === 'waiting') return <WaitingPage doorTitle={layout.doorTitle} />;
  if (link.state === 'failed') return <RefusedPage {...layout} problem={link.problem} askAgain signIn />;
  if (form.problem instanceof ApiProblem && deadLink.has(form.problem.problem.code)) {
    return <RefusedPage {...layout} problem={form.problem} askAgain signIn />;
  }
  if (done) {
    return (
      <EntranceLayout {...layout} title={t('reset.doneTitle')} intro={t('reset.done')}>
        <Button component="a" href={`${organizationBase(location.pathname)}/sign-in`}>
          {t('toSignIn')}
        </Button>
      </EntranceLayout>
    );
  }
  return (
    <EntranceLayout {...layout} title={t('reset.newTitle')} intro={t('reset.newIntro')}>
      <RequestForm form={form}>
        <NewPasswordField
          {...form.field('password')}
          label={t('newPassword')}
          about={reset ? [reset.email, reset.username, reset.organization.name] : []}
        />
        <Button type="submit" size="md" mt="lg" fullWidth loading={form.sending}>
          {t('reset.newSubmit')}
        </Button>
      </RequestForm>
    </EntranceLayout>
  );
}
