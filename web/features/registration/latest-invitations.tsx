import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { latestInvitationsQuery } from '../invitations/invitation-queries.ts';
import { PersonLink } from '../invitations/person-link.tsx';
import { ResendProblem } from '../invitations/resend-problem.tsx';
import { RowMenu } from '../invitations/row-menu.tsx';
import { sendWord } from '../invitations/send-word.ts';
import { type InvitationActions, useInvitationActions } from '../invitations/use-invitation-actions.tsx';

/** The newest five, each with the one action that helps it now. */
export function LatestInvitations() {
  const { t } = useTranslation('registration');
  const { data, error, refetch } = useQuery(latestInvitationsQuery);
  const actions = useInvitationActions();
  const columns = useColumns(actions);
  return (
    <>
      {actions.problem && <ResendProblem problem={actions.problem} />}
      <DataTable
        label={t('latest.title')}
        columns={columns}
        rows={data?.items}
        rowKey={(invitation) => invitation.id}
        problem={error}
        problemTitle={t('latest.notLoaded')}
        onRetry={() => void refetch()}
        empty={
          <EmptyState
            title={t('latest.empty')}
            text={t('latest.emptyText')}
            actions={
              <Button component={Link} to="/user-registration/new-internal-user">
                {t('latest.invite')}
              </Button>
            }
          />
        }
      />
      {actions.dialogs}
    </>
  );
}

function useColumns(actions: InvitationActions): readonly Column<Invitation>[] {
  const { t } = useTranslation('registration');
  const { when } = useWhen();
  return [
    {
      key: 'person',
      header: t('latest.person'),
      width: '32%',
      cell: (invitation) => <PersonLink invitation={invitation} />,
    },
    {
      key: 'state',
      header: t('latest.state'),
      cell: ({ state }) => <StateBadge of="invitation" state={state} />,
      onPhone: 'end',
    },
    {
      key: 'changed',
      header: t('latest.changed'),
      cell: ({ changedAt }) => when(changedAt),
      onPhone: 'hidden',
    },
    {
      key: 'invitedBy',
      header: t('latest.invitedBy'),
      cell: ({ invitedBy }) => <bdi>{invitedBy?.name ?? '–'}</bdi>,
      onPhone: 'hidden',
    },
    {
      key: 'actions',
      header: '',
      hiddenHeader: t('latest.actions'),
      align: 'end',
      cell: (invitation) => <UsefulAction invitation={invitation} actions={actions} />,
      onPhone: 'hidden',
    },
  ];
}

/** What never left, ended or came back wants to be sent; everything else can wait in the menu. */
function UsefulAction({ invitation, actions }: { invitation: Invitation; actions: InvitationActions }) {
  const { t } = useTranslation('invitations');
  const stuck = ['unsent', 'expired', 'bounced'].includes(invitation.state);
  if (!stuck || !invitation.abilities.resend) return <RowMenu invitation={invitation} actions={actions} />;
  return (
    <Button
      variant="default"
      size="xs"
      loading={actions.mailing?.id === invitation.id}
      aria-label={t(`${sendWord(invitation)}To`, { name: invitation.account.name })}
      onClick={() => actions.resend(invitation)}
    >
      {t(sendWord(invitation))}
    </Button>
  );
}
