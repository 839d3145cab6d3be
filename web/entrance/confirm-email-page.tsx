import { Button, Group } from '@mantine/core';
import { type MouseEvent, useEffect, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { confirmEmailChange, inspectEmailChange, refuseEmailChange } from '../../contract/email-change.ts';
import { ApiProblem } from '../../contract/client.ts';
import { call } from '../api.ts';
import { proposeLanguage } from '../texts.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { EntranceLayout } from './entrance-layout.tsx';
import { RefusedPage } from './refused-page.tsx';
import { useAnswer } from './use-answer.ts';
import { WaitingPage } from './waiting-page.tsx';

type Outcome = 'confirmed' | 'done' | 'refused';

/** What the link of a change of email opens. Looking at it changes nothing; each button does (P10). */
export function ConfirmEmailPage({ token }: { token: string }) {
  const { t } = useTranslation('entrance');
  const link = useAnswer(() =>
    token ? call(inspectEmailChange, { body: { token } }) : Promise.resolve(null),
  );
  const [busy, setBusy] = useState<'confirm' | 'refuse' | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const change = link.state === 'done' ? link.value : null;
  useEffect(() => {
    if (change) void proposeLanguage(change.language);
  }, [change]);

  const act = async (what: 'confirm' | 'refuse', send: () => Promise<Outcome>) => {
    setBusy(what);
    setProblem(null);
    try {
      setOutcome(await send());
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(null);
    }
  };
  const confirm = () =>
    act('confirm', async () =>
      (await call(confirmEmailChange, { body: { token } })).done ? 'done' : 'confirmed',
    );
  const refuse = () =>
    act('refuse', async () => {
      await call(refuseEmailChange, { body: { token } });
      return 'refused';
    });

  const door = t('signIn.door');
  if (link.state === 'waiting') return <WaitingPage doorTitle={door} />;
  if (link.state === 'failed') return <DeadLink problem={link.problem} doorTitle={door} />;
  if (!change) {
    return <EntranceLayout title={t('join.noToken.title')} intro={t('join.noToken.text')} doorTitle={door} />;
  }
  const layout = { place: change.organization.name, doorTitle: door };
  const { to } = change;
  if (outcome) {
    const other = change.side === 'old' ? 'new' : 'old';
    return (
      <EntranceLayout
        {...layout}
        title={t(`emailChange.${outcome}Title`)}
        intro={
          outcome === 'confirmed'
            ? t(`emailChange.confirmed.${other}`)
            : t(`emailChange.${outcome}`, { email: to })
        }
      />
    );
  }
  return (
    <EntranceLayout
      {...layout}
      title={t('emailChange.title')}
      intro={
        <Trans
          t={t}
          i18nKey="emailChange.intro"
          values={{ organization: change.organization.name, from: change.from, to }}
          components={{ bdi: <bdi dir="ltr" style={{ overflowWrap: 'anywhere' }} /> }}
        />
      }
    >
      {problem !== null && <Problem problem={problem} />}
      <Group gap="sm">
        <Button size="md" loading={busy === 'confirm'} onClick={byHand(confirm)}>
          {t('emailChange.confirm')}
        </Button>
        <Button size="md" variant="default" loading={busy === 'refuse'} onClick={byHand(refuse)}>
          {t('emailChange.refuse')}
        </Button>
      </Group>
    </EntranceLayout>
  );
}

/** Somebody else took the address while its owner was asked: no field of this page can mend that. */
function Problem({ problem }: { problem: unknown }) {
  const { t } = useTranslation('entrance');
  const isTaken = problem instanceof ApiProblem && problem.problem.code === 'not_acceptable';
  if (!isTaken) return <ProblemNotice problem={problem} />;
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="bad" title={t('emailChange.taken.title')} urgent>
        {t('emailChange.taken.text')}
      </Notice>
    </div>
  );
}

const dead = ['link_used', 'link_expired'] as const;

/** There is no new link to ask for here: where the change is asked for again stands on Security. */
function DeadLink({ problem, doorTitle }: { problem: unknown; doorTitle: string }) {
  const { t } = useTranslation('entrance');
  const code = problem instanceof ApiProblem && dead.find((one) => one === problem.problem.code);
  const words = code && { title: t(`emailChange.${code}.title`), text: t(`emailChange.${code}.text`) };
  return <RefusedPage problem={problem} doorTitle={doorTitle} signIn {...words} />;
}

/** A scanner that loads the page and presses what it finds presses by script: that counts for nothing (P10). */
function byHand(act: () => Promise<void>) {
  return ({ nativeEvent }: MouseEvent) => {
    if (nativeEvent.isTrusted) void act();
  };
}
