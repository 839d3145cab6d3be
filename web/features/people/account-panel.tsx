import { Anchor, Group, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { may, useSession } from '../../shell/session.ts';
import { AddressText } from '../../ui/address-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { languageName } from '../../ui/language-name.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { ChangeAccount } from './change-account.tsx';

/** Level 1: how they sign in, and how they came. */
export function AccountPanel({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const { day, moment } = useWhen();
  const { email, username, population, language, createdAt, activatedAt, lastSeenAt } = person;
  return (
    <Panel role="region" aria-labelledby="account">
      <Group justify="space-between" mb="md">
        <Title order={2} id="account">
          {t('account.title')}
        </Title>
        <StateBadge of="account" state={person.state} />
      </Group>
      <Facts
        facts={[
          { term: t('account.email'), value: <AddressText>{email}</AddressText> },
          { term: t('account.username'), value: <AddressText>{username}</AddressText> },
          { term: t('account.population'), value: t(`population.${population}`) },
          { term: t('account.language'), value: languageName(language) },
          ...(person.isFounder ? [{ term: t('account.role'), value: t('account.founder') }] : []),
          {
            term: t(person.invitation ? 'account.invited' : 'account.created'),
            value: <Invited person={person} />,
          },
          ...(activatedAt && createdAt ? [{ term: t('account.joined'), value: day(activatedAt) }] : []),
          { term: t('account.seen'), value: lastSeenAt ? moment(lastSeenAt) : t('account.neverSeen') },
        ]}
      />
      {person.abilities.change && <ChangeAccount person={person} />}
    </Panel>
  );
}

/** When, by whom, and the way to the invitation for who may open it. */
function Invited({ person: { invitation, createdAt } }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const { day } = useWhen();
  const session = useSession();
  if (!invitation) return day(createdAt);
  const { at, by, id } = invitation;
  const words = by ? t('account.invitedBy', { day: day(at), name: by }) : day(at);
  if (!may(session, 'user-registration:access')) return words;
  return (
    <Anchor renderRoot={(props) => <Link to="/invitations/$id" params={{ id }} {...props} />}>{words}</Anchor>
  );
}
