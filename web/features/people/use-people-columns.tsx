import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { PeopleSort } from '../../../contract/people-filter.ts';
import type { listAccounts } from '../../../contract/registry.ts';
import type { Column } from '../../ui/data-table.tsx';
import { accountLeaf, identityLeaf } from '../../ui/identity-leaf.ts';
import { Leaves } from '../../ui/leaves.tsx';
import { Person } from '../../ui/person.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useWhen } from '../../ui/use-when.ts';
import type { PeopleColumn } from './people-columns.ts';
import { PersonMenu, type PersonActs } from './person-menu.tsx';
import classes from './people-table.module.css';
import { usePeopleChange } from './use-people-change.ts';

export type RegisteredPerson = ResponseOf<typeof listAccounts>['items'][number];

/** The table: who, then what was chosen to be said of them. A column that can order the list does, up, down and not. */
export function usePeopleColumns(
  chosen: readonly PeopleColumn[],
  sort: PeopleSort,
  acts: PersonActs,
): readonly Column<RegisteredPerson>[] {
  const { t } = useTranslation('people');
  const { day, when } = useWhen();
  const change = usePeopleChange();
  const sortBy = (up: PeopleSort, down: PeopleSort) => {
    const next = sort === up ? down : up;
    const direction = ({ [up]: 'ascending', [down]: 'descending' } as const)[sort];
    return { direction, onSort: () => change({ sort: next }) };
  };
  const columns: Readonly<Record<PeopleColumn, Column<RegisteredPerson>>> = {
    code: {
      key: 'code',
      header: t('column.code'),
      cell: ({ personalCode }) =>
        personalCode ? <bdi dir="ltr">{personalCode}</bdi> : <Text c="dimmed">{t('noCode')}</Text>,
      onPhone: 'hidden',
      sort: sortBy('code', 'code_desc'),
    },
    account: {
      key: 'account',
      header: t('column.account'),
      cell: ({ state }) => <StateBadge of="account" state={state} />,
      onPhone: 'end',
    },
    identity: {
      key: 'identity',
      header: t('column.identity'),
      cell: (person) => <IdentityCell person={person} />,
      onPhone: 'hidden',
    },
    population: {
      key: 'population',
      header: t('column.population'),
      cell: ({ population }) => <Text c="dimmed">{t(`population.${population}`)}</Text>,
      onPhone: 'hidden',
    },
    username: {
      key: 'username',
      header: t('column.username'),
      cell: ({ username }) => <bdi dir="ltr">{username}</bdi>,
      onPhone: 'hidden',
    },
    added: {
      key: 'added',
      header: t('column.added'),
      cell: ({ createdAt }) => <Text c="dimmed">{day(createdAt)}</Text>,
      onPhone: 'hidden',
      sort: sortBy('oldest', 'newest'),
    },
    seen: {
      key: 'seen',
      header: t('column.seen'),
      cell: ({ lastSeenAt }) => <Text c="dimmed">{lastSeenAt ? when(lastSeenAt) : t('neverSeen')}</Text>,
      onPhone: 'hidden',
    },
  };
  return [
    {
      key: 'person',
      header: t('column.person'),
      width: '34%',
      cell: (person) => <PersonLink person={person} />,
      sort: sortBy('name', 'name_desc'),
    },
    ...chosen.map((column) => columns[column]),
    {
      key: 'acts',
      header: '',
      hiddenHeader: t('column.acts'),
      width: '46px',
      align: 'end',
      cell: (person) => <PersonMenu person={person} acts={acts} />,
      onPhone: 'end',
    },
  ];
}

/** Both records as leaves, then who it is; leads to their page. */
function PersonLink({ person }: { readonly person: RegisteredPerson }) {
  const { id, name, email, state, identityState } = person;
  return (
    <span className={classes.person}>
      <Leaves
        account={accountLeaf[state]}
        identity={identityLeaf[identityState]}
        size={26}
        muted={state === 'suspended' || state === 'closed'}
      />
      <Link to="/people/$id" params={{ id }} className={classes.link}>
        <Person name={name} detail={email} />
      </Link>
    </span>
  );
}

/** What is in force, and what is under way beside it. */
function IdentityCell({ person: { identityState, pending } }: { readonly person: RegisteredPerson }) {
  const { t } = useTranslation('people');
  return (
    <>
      <StateBadge of="identity" state={identityState} />
      {pending && (
        <Text size="xs" c="dimmed">
          {t(`pending.${pending}`)}
        </Text>
      )}
    </>
  );
}
