import {
  IconAt,
  IconBuilding,
  IconHistory,
  IconKey,
  IconLock,
  IconLogin2,
  IconMail,
  IconMailOpened,
  IconPlugConnected,
  IconUser,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

const icons: Readonly<Record<string, ComponentType<{ size?: number; stroke?: number }>>> = {
  organization: IconBuilding,
  account: IconUser,
  session: IconLogin2,
  password: IconLock,
  email: IconAt,
  invitation: IconMail,
  grant: IconKey,
  mail: IconMailOpened,
  api_key: IconPlugConnected,
};

/** The sign of a kind of acts; beside words. */
export function ActIcon({ action }: { action: string }) {
  const Icon = icons[action.split('.', 1)[0] ?? ''] ?? IconHistory;
  return <Icon size={18} stroke={1.7} aria-hidden />;
}
