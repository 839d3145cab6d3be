import { ActionIcon, Menu } from '@mantine/core';
import { IconBan, IconDots, IconLink, IconListDetails, IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import classes from './row-actions.module.css';
import { sendWord } from './send-word.ts';
import type { InvitationActions } from './use-invitation-actions.tsx';

interface RowMenuProps {
  readonly invitation: Invitation;
  readonly actions: InvitationActions;
}

/** Everything that can be done with one invitation. */
export function RowMenu({ invitation, actions }: RowMenuProps) {
  const { t } = useTranslation('invitations');
  const { abilities, account, id } = invitation;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon className={classes.menu} aria-label={t('act.more', { name: account.name })}>
          <IconDots size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          renderRoot={(props) => <Link {...props} to="/invitations/$id" params={{ id }} search={true} />}
          leftSection={<IconListDetails size={18} stroke={1.7} />}
        >
          {t('act.details')}
        </Menu.Item>
        {abilities.resend && (
          <Menu.Item
            leftSection={<IconSend size={18} stroke={1.7} className="flip" />}
            onClick={() => actions.resend(invitation)}
          >
            {t(sendWord(invitation))}
          </Menu.Item>
        )}
        {abilities.handOverLink && (
          <Menu.Item
            leftSection={<IconLink size={18} stroke={1.7} />}
            onClick={() => actions.handOver(invitation)}
          >
            {t('act.handOver')}
          </Menu.Item>
        )}
        {abilities.revoke && (
          <Menu.Item
            leftSection={<IconBan size={18} stroke={1.7} />}
            onClick={() => actions.revoke(invitation)}
          >
            {t('act.revoke')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
