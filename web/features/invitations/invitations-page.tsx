import { Button } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { InvitationFilters } from './invitation-filters.tsx';
import { InvitationPanel } from './invitation-panel.tsx';
import { invitationsQuery } from './invitation-queries.ts';
import { InvitationTable } from './invitation-table.tsx';
import { ResendProblem } from './resend-problem.tsx';
import { rowLinkId } from './row-link-id.ts';
import { useInvitationActions } from './use-invitation-actions.tsx';

/** Everyone who was asked in. Filter, search and the chosen row live in the address. */
export function InvitationsPage() {
  const { t } = useTranslation('invitations');
  const { state = 'all', query = '' } = useSearch({ from: '/invitations' });
  const { id: chosen } = useParams({ strict: false });
  const navigate = useNavigate();
  const list = useInfiniteQuery(invitationsQuery(state, query));
  const actions = useInvitationActions();
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const rows = list.data?.pages.flatMap((page) => page.items);

  const open = (id: string) => navigate({ to: '/invitations/$id', params: { id }, search: true });
  const close = async () => {
    await navigate({ to: '/invitations', search: true });
    if (chosen) document.getElementById(rowLinkId(chosen))?.focus();
  };
  const walk = (step: 1 | -1) => () => {
    const index = rows?.findIndex((row) => row.id === chosen) ?? -1;
    const next = index < 0 ? undefined : rows?.[index + step];
    if (next) void navigate({ to: '/invitations/$id', params: { id: next.id }, search: true, replace: true });
  };
  useHotkeys(
    chosen
      ? [
          ['ArrowDown', walk(1)],
          ['ArrowUp', walk(-1)],
        ]
      : [],
  );

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
      <InvitationFilters state={state} query={query} iconless={Boolean(chosen)} />
      {actions.problem && actions.problem.id !== chosen && <ResendProblem problem={actions.problem} />}
      <InvitationTable
        list={list}
        rows={rows}
        filter={{ state, query }}
        chosen={chosen ?? null}
        narrow={Boolean(chosen) && wide}
        actions={actions}
        onOpen={(invitation) => void open(invitation.id)}
      />
      {chosen && <InvitationPanel id={chosen} actions={actions} onClose={() => void close()} />}
      {actions.dialogs}
    </>
  );
}
