import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import type { Column } from '../../ui/data-table.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { LinkValidity } from './link-validity.tsx';
import type { InvitationSort } from './parse-invitations-search.ts';
import { PersonLink } from './person-link.tsx';
import { RowActions } from './row-actions.tsx';
import { RowMenu } from './row-menu.tsx';
import { SentWhen } from './sent-when.tsx';
import type { InvitationActions } from './use-invitation-actions.tsx';
import { useSearchChange } from './use-search-change.ts';

interface ColumnsOptions {
  readonly actions: InvitationActions;
  readonly sort: InvitationSort | undefined;
  /** Beside an open panel the lesser columns are left out. */
  readonly narrow: boolean;
}

/** What the list says of an invitation. A column that can order the list does, and gives the order back. */
export function useInvitationColumns(options: ColumnsOptions): readonly Column<Invitation>[] {
  const { actions, sort, narrow } = options;
  const { t } = useTranslation('invitations');
  const change = useSearchChange();
  const sortBy = (order: InvitationSort) => ({
    direction: sort === order ? ('ascending' as const) : undefined,
    onSort: () => change({ sort: sort === order ? undefined : order }),
  });
  const wideOnly: readonly Column<Invitation>[] = [
    {
      key: 'valid',
      header: t('column.valid'),
      cell: (invitation) => <LinkValidity invitation={invitation} />,
      onPhone: 'hidden',
      sort: sortBy('expiry'),
    },
    {
      key: 'invitedBy',
      header: t('column.invitedBy'),
      cell: ({ invitedBy }) => (
        <Text c="dimmed">{invitedBy ? <bdi>{invitedBy.name}</bdi> : t('column.nobody')}</Text>
      ),
      onPhone: 'hidden',
    },
  ];
  return [
    {
      key: 'person',
      header: t('column.person'),
      width: narrow ? '46%' : '30%',
      cell: (invitation) => <PersonLink invitation={invitation} />,
      sort: sortBy('email'),
    },
    {
      key: 'state',
      header: t('column.state'),
      cell: ({ state }) => <StateBadge of="invitation" state={state} />,
      onPhone: 'end',
    },
    {
      key: 'sent',
      header: t('column.sent'),
      cell: (invitation) => <SentWhen invitation={invitation} />,
      onPhone: 'hidden',
    },
    ...(narrow ? [] : wideOnly),
    {
      key: 'actions',
      header: '',
      hiddenHeader: t('column.actions'),
      align: 'end',
      cell: (invitation) =>
        narrow ? (
          <RowMenu invitation={invitation} actions={actions} />
        ) : (
          <RowActions invitation={invitation} actions={actions} />
        ),
      onPhone: 'hidden',
    },
  ];
}
