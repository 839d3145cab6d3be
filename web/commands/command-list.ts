import {
  IconId,
  IconKeyboard,
  IconLogout,
  IconMailX,
  IconMoon,
  IconSun,
  IconUserPlus,
  IconUserScan,
  IconUsersPlus,
} from '@tabler/icons-react';
import type { NavigationItem } from '../shell/navigation.ts';
import type { Needed } from '../shell/session.ts';

/** An act that the command search offers beside the pages; its text is `commands:act.<key>`. */
export interface Command {
  readonly key:
    | 'completeRegistration'
    | 'registerIdentity'
    | 'newUser'
    | 'bulkInvite'
    | 'bounced'
    | 'keys'
    | 'dark'
    | 'light'
    | 'signOut';
  readonly icon: NavigationItem['icon'];
  readonly permission: Needed;
  /** The keys that do the same. */
  readonly keys?: readonly string[];
}

export const commands: readonly Command[] = [
  {
    key: 'completeRegistration',
    icon: IconUserScan,
    permission: ['user-registration:access', 'user-management:can_register_identity'],
    keys: ['c'],
  },
  { key: 'newUser', icon: IconUserPlus, permission: 'user-registration:access', keys: ['n'] },
  { key: 'bulkInvite', icon: IconUsersPlus, permission: 'user-registration:can_bulk_invite', keys: ['b'] },
  { key: 'registerIdentity', icon: IconId, permission: 'user-management:can_register_identity' },
  { key: 'bounced', icon: IconMailX, permission: 'user-registration:access' },
  { key: 'dark', icon: IconMoon, permission: 'signed-in' },
  { key: 'light', icon: IconSun, permission: 'signed-in' },
  { key: 'keys', icon: IconKeyboard, permission: 'signed-in', keys: ['?'] },
  { key: 'signOut', icon: IconLogout, permission: 'signed-in' },
];
