import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { Invitation, listInvitations } from '../../../contract/invitations.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { TablePages } from '../../ui/table-pages.tsx';
import { useListPages } from '../../ui/use-list-pages.ts';
import type { RowSelection } from '../../ui/use-row-selection.ts';
import { NoInvitations } from './no-invitations.tsx';
import type { InvitationsSearch } from './parse-invitations-search.ts';
import type { InvitationActions } from './use-invitation-actions.tsx';
import { useInvitationColumns } from './use-invitation-columns.tsx';

interface InvitationTableProps {
  readonly list: UseQueryResult<ResponseOf<typeof listInvitations>>;
  readonly search: InvitationsSearch;
  readonly selection: RowSelection<Invitation>;
  readonly chosen: string | null;
  readonly narrow: boolean;
  readonly actions: InvitationActions;
  readonly onOpen: (invitation: Invitation) => void;
}

export function InvitationTable({ list, search, narrow, actions, ...others }: InvitationTableProps) {
  const { t } = useTranslation('invitations');
  const columns = useInvitationColumns({ actions, sort: search.sort, narrow });
  const { data } = list;
  const { first, ...ways } = useListPages(search, data?.items.length ?? 0, data?.nextCursor ?? null);
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={data?.items}
      rowKey={(invitation) => invitation.id}
      rowName={(invitation) => invitation.account.name}
      position={{ first, total: data?.total }}
      empty={<NoInvitations search={search} />}
      problem={list.error}
      problemTitle={t('notLoaded')}
      onRetry={() => void list.refetch()}
      footer={
        <TablePages
          label={t('pages')}
          first={first}
          shown={data?.items.length ?? 0}
          total={data?.total}
          loading={list.isPlaceholderData}
          {...ways}
        />
      }
      {...others}
    />
  );
}
