import { Button, Divider, Group, Title } from '@mantine/core';
import { IconBan, IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { registerPerson } from '../../../contract/registration.ts';
import { may, useSession } from '../../shell/session.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Person } from '../../ui/person.tsx';
import { useFocusReturn } from '../../ui/use-focus-return.ts';
import { useWhen } from '../../ui/use-when.ts';
import { PersonalCode } from '../identities/personal-code.tsx';
import { HandedLink } from '../invitations/handed-link.tsx';
import { InvitationFacts } from '../invitations/invitation-facts.tsx';
import { invitationQuery } from '../invitations/invitation-queries.ts';
import { InvitationTrouble } from '../invitations/invitation-trouble.tsx';
import { RevokeDialog } from '../invitations/revoke-dialog.tsx';
import classes from './registered-page.module.css';
import { WhatNext } from './what-next.tsx';

interface RegisteredPageProps {
  readonly registered: ResponseOf<typeof registerPerson>;
  readonly onAnother: () => void;
}

/** What became of a registration: the outcome as headline, the link if there is one to hand over, what next. */
export function RegisteredPage({ registered, onAnother }: RegisteredPageProps) {
  const { t } = useTranslation('registration');
  const session = useSession();
  const { account, link } = registered;
  const { data: invitation } = useQuery(invitationQuery(registered.invitation.id));
  const [revoking, setRevoking] = useState(false);
  const focus = useFocusReturn();
  const state = invitation?.state ?? registered.invitation.state;
  // The page changed without a navigation: a reader hears the outcome by its heading.
  useEffect(() => document.querySelector('h1')?.focus(), []);

  return (
    <>
      <PageHeader
        title={useHeadline(registered, state)}
        intro={
          state === 'revoked'
            ? t('done.revokedIntro')
            : t('done.intro', { email: account.email, username: account.username })
        }
        parents={[{ label: t('title'), to: '/user-registration' }]}
        mark={<Mark state={state} />}
      />
      <div className={classes.columns}>
        <div>
          {registered.moved && (
            <div className={classes.moved}>
              <Notice tone="info" title={t(`done.moved.${registered.moved}`)}>
                {t(`done.movedText.${registered.moved}`)}
              </Notice>
            </div>
          )}
          {invitation && <InvitationTrouble invitation={invitation} />}
          {registered.identity?.personalCode && <PersonalCode code={registered.identity.personalCode} />}
          {link && state !== 'revoked' && (
            <section aria-labelledby="the-link">
              <Title order={2} size="h3" id="the-link">
                {t('done.link')}
              </Title>
              <HandedLink
                link={link}
                name={account.username}
                username={account.username}
                language={account.language}
                expiresAt={registered.invitation.expiresAt}
              />
              <Divider my="lg" />
            </section>
          )}
          <WhatNext
            accountId={account.id}
            isRegistered={registered.identity !== undefined}
            onAnother={onAnother}
          />
        </div>
        <Panel>
          <Person name={registered.invitation.account.name} detail={account.email} size={44} />
          {invitation && (
            <div className={classes.facts}>
              <InvitationFacts invitation={invitation} />
            </div>
          )}
          <Divider my="md" />
          <Group gap="xs">
            {may(session, 'user-management:access') && (
              <Button
                variant="default"
                size="xs"
                renderRoot={(props) => <Link {...props} to="/people/$id" params={{ id: account.id }} />}
              >
                {t('done.person')}
              </Button>
            )}
            <Button
              variant="default"
              size="xs"
              renderRoot={(props) => (
                <Link {...props} to="/invitations/$id" params={{ id: registered.invitation.id }} />
              )}
            >
              {t('done.open')}
            </Button>
            {(invitation ?? registered.invitation).abilities.revoke && (
              <Button
                variant="subtle"
                size="xs"
                onClick={() => {
                  focus.remember();
                  setRevoking(true);
                }}
              >
                {t('done.revoke')}
              </Button>
            )}
          </Group>
        </Panel>
      </div>
      <RevokeDialog
        invitation={invitation ?? registered.invitation}
        opened={revoking}
        onClose={() => {
          setRevoking(false);
          focus.giveBack();
        }}
      />
    </>
  );
}

type State = ResponseOf<typeof registerPerson>['invitation']['state'];

function useHeadline({ invitation, identity }: ResponseOf<typeof registerPerson>, state: State): string {
  const { t } = useTranslation('registration');
  const { dayAndTime } = useWhen();
  if (state === 'revoked') return t('done.revoked');
  if (identity && state !== 'bounced') {
    return t(identity.state === 'validated' ? 'done.registered' : 'done.handedIn', {
      name: invitation.account.name,
    });
  }
  if (state === 'bounced') return t('done.bounced');
  if (invitation.channel === 'link') return t('done.linkReady');
  if (invitation.channel === 'none') return t('done.kept');
  return invitation.sendAt
    ? t('done.scheduled', { time: dayAndTime(invitation.sendAt) })
    : t('done.onItsWay');
}

function Mark({ state }: { state: State }) {
  if (state === 'bounced') return null;
  if (state === 'revoked') return <IconBan size={38} stroke={1.7} color="var(--foyer-mute)" aria-hidden />;
  return <IconCircleCheckFilled size={38} color="var(--foyer-ok)" aria-hidden />;
}
