import { ActionIcon, Menu, VisuallyHidden } from '@mantine/core';
import { IconBan, IconCalendarEvent, IconDots, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Grant } from '../../../contract/grants.ts';

interface HolderActionsProps {
  readonly grant: Grant;
  readonly onDates: (grant: Grant) => void;
  readonly onWithdraw: (grant: Grant) => void;
}

/** What the row's abilities allow; the founder's is fixed. */
export function HolderActions({ grant, onDates, onWithdraw }: HolderActionsProps) {
  const { t } = useTranslation('permissions');
  const { abilities, account, source } = grant;
  if (source === 'founder') {
    return (
      <span title={t('holders.fixed')} style={{ display: 'inline-flex', padding: 6 }}>
        <IconLock size={18} stroke={1.7} aria-hidden />
        <VisuallyHidden>{t('holders.fixed')}</VisuallyHidden>
      </span>
    );
  }
  if (!abilities.edit && !abilities.revoke) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('holders.actionsFor', { name: account.name })}>
          <IconDots size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {abilities.edit && (
          <Menu.Item
            leftSection={<IconCalendarEvent size={18} stroke={1.7} />}
            onClick={() => onDates(grant)}
          >
            {t('dates.open')}
          </Menu.Item>
        )}
        {abilities.revoke && (
          <Menu.Item leftSection={<IconBan size={18} stroke={1.7} />} onClick={() => onWithdraw(grant)}>
            {t('withdraw.open')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
