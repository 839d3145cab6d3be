import { Button, Group, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { InvitationFilter } from '../../../contract/invitation-filter.ts';
import type { Invitation } from '../../../contract/invitations.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { LinkValidity } from './link-validity.tsx';
import { PersonLink } from './person-link.tsx';
import { RowActions } from './row-actions.tsx';
import { RowMenu } from './row-menu.tsx';
import { SentWhen } from './sent-when.tsx';
import type { InvitationActions } from './use-invitation-actions.tsx';

interface Filter {
  readonly state: InvitationFilter;
  readonly query: string;
}

interface InvitationTableProps {
  readonly list: UseInfiniteQueryResult;
  readonly rows: readonly Invitation[] | undefined;
  readonly filter: Filter;
  readonly chosen: string | null;
  /** Beside an open panel the lesser columns are left out. */
  readonly narrow: boolean;
  readonly actions: InvitationActions;
  readonly onOpen: (invitation: Invitation) => void;
}

export function InvitationTable({ list, rows, filter, narrow, actions, ...others }: InvitationTableProps) {
  const { t } = useTranslation(['invitations', 'ui']);
  const columns = useColumns(actions, narrow);
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(invitation) => invitation.id}
      empty={<NoInvitations filter={filter} />}
      problem={list.error}
      problemTitle={t('notLoaded')}
      onRetry={() => void list.refetch()}
      footer={
        list.hasNextPage && (
          <Group justify="center" mt="lg">
            <Button
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('loadMore', { ns: 'ui' })}
            </Button>
          </Group>
        )
      }
      {...others}
    />
  );
}

function useColumns(actions: InvitationActions, narrow: boolean): readonly Column<Invitation>[] {
  const { t } = useTranslation('invitations');
  const wideOnly: readonly Column<Invitation>[] = [
    {
      key: 'valid',
      header: t('column.valid'),
      cell: (invitation) => <LinkValidity invitation={invitation} />,
      onPhone: 'hidden',
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

function NoInvitations({ filter: { state, query } }: { filter: Filter }) {
  const { t } = useTranslation(['invitations', 'ui']);
  const navigate = useNavigate();
  if (query || state !== 'all') {
    return (
      <EmptyState
        title={query ? t('empty.nobodyMatches', { ns: 'ui', query }) : t(`none.${state}`)}
        text={t(query ? 'none.searchText' : 'none.text')}
        actions={
          <Button variant="default" onClick={() => void navigate({ to: '.', search: {} })}>
            {t('empty.clearFilters', { ns: 'ui' })}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={t('empty.title')}
      text={t('empty.text')}
      actions={
        <Button
          component={Link}
          to="/user-registration/new-internal-user"
          leftSection={<IconUserPlus size={18} stroke={1.7} aria-hidden />}
        >
          {t('inviteSomeone')}
        </Button>
      }
    />
  );
}
