import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../contract/client.ts';
import { inspectInvitation } from '../../contract/join.ts';
import { call } from '../api.ts';
import { proposeLanguage } from '../texts.ts';
import { DeclinePage } from './decline-page.tsx';
import { EntranceLayout } from './entrance-layout.tsx';
import { JoinAsAnother } from './join-as-another.tsx';
import { JoinExpired } from './join-expired.tsx';
import { JoinForm } from './join-form.tsx';
import { RefusedPage } from './refused-page.tsx';
import { useAnswer } from './use-answer.ts';
import { WaitingPage } from './waiting-page.tsx';

const titles = {
  invitation_used: 'join.used',
  invitation_revoked: 'join.revoked',
  link_unknown: 'join.unknown',
} as const;

/** What an invitation's link opens. Looking at it changes nothing (P10). */
export function JoinPage({ token }: { token: string }) {
  const { t } = useTranslation('entrance');
  const link = useAnswer(() =>
    token ? call(inspectInvitation, { body: { token } }) : Promise.resolve(null),
  );
  const [declining, setDeclining] = useState(() => new URLSearchParams(location.search).has('not-me'));
  const invitation = link.state === 'done' ? link.value : null;
  useEffect(() => {
    if (invitation) void proposeLanguage(invitation.language);
  }, [invitation]);

  const door = t('signIn.door');
  if (link.state === 'waiting') return <WaitingPage doorTitle={door} />;
  if (link.state === 'failed') {
    const problem = link.problem instanceof ApiProblem ? link.problem.problem : undefined;
    const code = problem?.code ?? '';
    const organization = problem?.organization?.name;
    const title = code in titles ? t(titles[code as keyof typeof titles]) : undefined;
    return (
      <RefusedPage
        problem={link.problem}
        doorTitle={door}
        place={organization}
        signIn={code === 'invitation_used'}
        {...(title ? { title } : {})}
      />
    );
  }
  if (!invitation) {
    return <EntranceLayout title={t('join.noToken.title')} intro={t('join.noToken.text')} doorTitle={door} />;
  }
  if (declining) {
    return <DeclinePage token={token} invitation={invitation} onKeep={() => setDeclining(false)} />;
  }
  if (invitation.state === 'expired') return <JoinExpired token={token} invitation={invitation} />;
  const form = { token, invitation, onNotMe: () => setDeclining(true) };
  if (invitation.signedInAs !== null) {
    return <JoinAsAnother {...form} name={invitation.signedInAs} />;
  }
  return <JoinForm {...form} />;
}
