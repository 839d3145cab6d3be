import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { useFollowed } from '../../ui/use-followed.ts';
import { useRowSelection } from '../../ui/use-row-selection.ts';
import { batchesQuery } from './batch-queries.ts';
import { InvitationBatchPanel } from './invitation-batch-panel.tsx';
import { InvitationFilters } from './invitation-filters.tsx';
import { InvitationPanel } from './invitation-panel.tsx';
import { invitationsQuery, refreshInvitations } from './invitation-queries.ts';
import { InvitationTable } from './invitation-table.tsx';
import { filterOf } from './parse-invitations-search.ts';
import { ResendProblem } from './resend-problem.tsx';
import { LeftBy } from './left-by.tsx';
import { rowLinkId } from './row-link-id.ts';
import classes from './invitations-page.module.css';
import { SelectedInvitations } from './selected-invitations.tsx';
import { SendingNotice } from './sending-notice.tsx';
import { useInvitationActions } from './use-invitation-actions.tsx';
import { useLostRight } from '../../shell/use-lost-right.ts';
import { useWalk } from './use-walk.ts';

/** Everyone who was asked in. Filters, order, page and the chosen row live in the address. */
export function InvitationsPage() {
  const { t } = useTranslation('invitations');
  const search = useSearch({ from: '/invitations' });
  const { id: chosen } = useParams({ strict: false });
  const navigate = useNavigate();
  const list = useQuery(invitationsQuery(search));
  const rows = list.data?.items;
  const selection = useRowSelection(rows, ({ id }) => id, JSON.stringify(filterOf(search)));
  const actions = useInvitationActions();
  const { batches, follow, putAway } = useFollowed(
    'foyer-batches',
    batchesQuery,
    ({ isStopped }) => isStopped,
  );
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  useWalk(rows, chosen);
  useLostRight(list.error);

  const open = (id: string) => navigate({ to: '/invitations/$id', params: { id }, search: true });
  const close = async () => {
    await navigate({ to: '/invitations', search: true });
    if (chosen) document.getElementById(rowLinkId(chosen))?.focus();
  };

  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          <Button
            component={Link}
            to="/user-registration/new-internal-user"
            leftSection={<IconUserPlus size={18} stroke={1.7} aria-hidden />}
          >
            {t('invite')}
          </Button>
        }
      />
      {batches.map((batch) => (
        <InvitationBatchPanel key={batch.id} batch={batch} onPutAway={() => putAway(batch.id)} />
      ))}
      <div className={classes.limits}>
        <SendingNotice />
        {search.leftBy && <LeftBy id={search.leftBy} />}
      </div>
      <InvitationFilters search={search} iconless={Boolean(chosen)} />
      {actions.problem && actions.problem.id !== chosen && <ResendProblem problem={actions.problem} />}
      <InvitationTable
        list={list}
        search={search}
        selection={selection}
        chosen={chosen ?? null}
        narrow={Boolean(chosen) && wide}
        actions={actions}
        onOpen={(invitation) => void open(invitation.id)}
      />
      <SelectedInvitations
        selection={selection}
        search={search}
        total={list.data?.total}
        more={Boolean(list.data?.nextCursor ?? search.after)}
        onStarted={(batch) => {
          follow(batch);
          // A few are done when the answer comes: nobody waits for their end.
          void refreshInvitations();
        }}
      />
      {chosen && <InvitationPanel id={chosen} actions={actions} onClose={() => void close()} />}
      {actions.dialogs}
    </>
  );
}
