import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLink, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import classes from './row-actions.module.css';
import { RowMenu } from './row-menu.tsx';
import { sendWord } from './send-word.ts';
import type { InvitationActions } from './use-invitation-actions.tsx';

interface RowActionsProps {
  readonly invitation: Invitation;
  readonly actions: InvitationActions;
}

/** The two that are used most, at their own place in every row; what makes no sense now is absent. */
export function RowActions({ invitation, actions }: RowActionsProps) {
  const { t } = useTranslation('invitations');
  const { abilities, account } = invitation;
  const about = { name: account.name };
  return (
    <div className={classes.actions}>
      {abilities.handOverLink && (
        <Tooltip label={t('act.handOver')}>
          <ActionIcon
            className={classes.link}
            aria-label={t('act.handOverTo', about)}
            onClick={() => actions.handOver(invitation)}
          >
            <IconLink size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      {abilities.resend && (
        <Tooltip label={t(sendWord(invitation))}>
          <ActionIcon
            className={classes.send}
            aria-label={t(`${sendWord(invitation)}To`, about)}
            loading={actions.mailing?.id === invitation.id}
            onClick={() => actions.resend(invitation)}
          >
            <IconSend size={18} stroke={1.7} className="flip" />
          </ActionIcon>
        </Tooltip>
      )}
      <RowMenu invitation={invitation} actions={actions} />
    </div>
  );
}
