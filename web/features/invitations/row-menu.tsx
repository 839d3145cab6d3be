import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconListDetails } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import classes from './row-actions.module.css';
import { useActs } from './use-acts.tsx';
import type { InvitationActions } from './use-invitation-actions.tsx';

interface RowMenuProps {
  readonly invitation: Invitation;
  readonly actions: InvitationActions;
}

/** Everything that can be done with one invitation. */
export function RowMenu({ invitation, actions }: RowMenuProps) {
  const { t } = useTranslation('invitations');
  const acts = useActs(invitation, actions);
  const { account, id } = invitation;
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
          leftSection={<IconListDetails size={16} stroke={1.7} aria-hidden />}
        >
          {t('act.details')}
        </Menu.Item>
        {acts.map(({ key, label, icon, run }) => (
          <Menu.Item key={key} leftSection={icon} onClick={run}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
