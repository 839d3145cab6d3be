import { Button, Divider, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { useWhen } from '../../ui/use-when.ts';
import { type Act, useActs } from './use-acts.tsx';
import type { InvitationActions } from './use-invitation-actions.tsx';

interface PanelActionsProps {
  readonly invitation: InvitationDetail;
  readonly actions: InvitationActions;
}

/** At the end of the panel: what can be done; what helps most now stands out, what destroys stands last. */
export function PanelActions({ invitation, actions }: PanelActionsProps) {
  const { t } = useTranslation('invitations');
  const { clock } = useWhen();
  // The address of a mail that came back is corrected where that is said, above.
  const acts = useActs(invitation, actions).filter(
    ({ key }) => key !== 'correctAddress' || invitation.state !== 'bounced',
  );
  if (acts.length === 0) return null;
  const stuck = invitation.state === 'expired' || invitation.state === 'unsent';
  return (
    <>
      <Divider my="lg" />
      {invitation.nextMailAt && (invitation.abilities.resend || invitation.abilities.remind) && (
        <Text c="dimmed" mb="sm">
          {t('limits.person', { time: clock(invitation.nextMailAt) })}
        </Text>
      )}
      {invitation.grantsBeyondYours && invitation.abilities.resend && (
        <Text c="dimmed" mb="sm">
          {t('grants.beyondYours')}
        </Text>
      )}
      <Group gap="xs">
        {acts.map((act) => (
          <Button
            key={act.key}
            size="xs"
            leftSection={act.icon}
            loading={act.busy}
            onClick={act.run}
            {...variantOf(act, stuck)}
          >
            {act.label}
          </Button>
        ))}
      </Group>
    </>
  );
}

function variantOf({ key }: Act, stuck: boolean) {
  if (key === 'revoke') return { variant: 'subtle', color: 'red', c: 'var(--foyer-bad)' };
  return { variant: key === 'resend' && stuck ? 'filled' : 'default' };
}
