import {
  IconKeyboard,
  IconLogout,
  IconMailX,
  IconMoon,
  IconSun,
  IconUserPlus,
  IconUsersPlus,
} from '@tabler/icons-react';
import type { RoutePermission } from '../../contract/define-route.ts';
import type { NavigationItem } from '../shell/navigation.ts';

/** An act that the command search offers beside the pages; its text is `commands:act.<key>`. */
export interface Command {
  readonly key: 'newUser' | 'bulkInvite' | 'bounced' | 'keys' | 'dark' | 'light' | 'signOut';
  readonly icon: NavigationItem['icon'];
  readonly permission: RoutePermission;
  /** The keys that do the same. */
  readonly keys?: readonly string[];
}

export const commands: readonly Command[] = [
  { key: 'newUser', icon: IconUserPlus, permission: 'user-registration:access', keys: ['n'] },
  { key: 'bulkInvite', icon: IconUsersPlus, permission: 'user-registration:can_bulk_invite', keys: ['b'] },
  { key: 'bounced', icon: IconMailX, permission: 'user-registration:access' },
  { key: 'dark', icon: IconMoon, permission: 'signed-in' },
  { key: 'light', icon: IconSun, permission: 'signed-in' },
  { key: 'keys', icon: IconKeyboard, permission: 'signed-in', keys: ['?'] },
  { key: 'signOut', icon: IconLogout, permission: 'signed-in' },
];
