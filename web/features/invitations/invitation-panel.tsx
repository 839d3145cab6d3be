import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { useLate } from '../../ui/use-late.ts';
import classes from './invitation-panel.module.css';
import { InvitationFacts } from './invitation-facts.tsx';
import { invitationQuery } from './invitation-queries.ts';
import { InvitationTimeline } from './invitation-timeline.tsx';
import { InvitationTrouble } from './invitation-trouble.tsx';
import { PanelActions } from './panel-actions.tsx';
import { PanelHeading } from './panel-heading.tsx';
import { ResendProblem } from './resend-problem.tsx';
import type { InvitationActions } from './use-invitation-actions.tsx';

interface InvitationPanelProps {
  readonly id: string;
  readonly actions: InvitationActions;
  readonly onClose: () => void;
}

/** One invitation beside the list: trouble first, then what happened, then what can be done. */
export function InvitationPanel({ id, actions, onClose }: InvitationPanelProps) {
  const { t } = useTranslation('invitations');
  const { data, error, refetch } = useQuery(invitationQuery(id));
  const late = useLate(!data && !error);
  const label = data ? t('panel.label', { name: data.account.name }) : t('panel.loading');
  return (
    <SidePanel
      label={label}
      title={data ? <PanelHeading key={id} invitation={data} /> : <Text fw={600}>{t('panel.loading')}</Text>}
      onClose={onClose}
    >
      {actions.problem?.id === id && <ResendProblem problem={actions.problem} />}
      {data && <Details invitation={data} actions={actions} />}
      {!data && error && (
        <ErrorState problem={error} title={t('panel.notLoaded')} onRetry={() => void refetch()} />
      )}
      {late && <PanelSkeleton />}
    </SidePanel>
  );
}

function Details({ invitation, actions }: { invitation: InvitationDetail; actions: InvitationActions }) {
  const { t } = useTranslation('invitations');
  return (
    <>
      <InvitationTrouble invitation={invitation} />
      <InvitationFacts invitation={invitation} />
      <h3 className={classes.section}>{t('panel.delivery')}</h3>
      <InvitationTimeline timeline={invitation.timeline} />
      <PanelActions invitation={invitation} actions={actions} />
    </>
  );
}

function PanelSkeleton() {
  const { t } = useTranslation('ui');
  return (
    <div role="status" aria-label={t('loading')}>
      {[210, 160, 240, 190].map((width) => (
        <Skeleton key={width} height={12} width={width} mb={18} />
      ))}
    </div>
  );
}
