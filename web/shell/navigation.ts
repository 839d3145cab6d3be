import {
  IconHistory,
  IconHelpCircle,
  IconHome,
  IconId,
  IconInbox,
  IconKey,
  IconMail,
  IconSettings,
  IconShieldLock,
  IconUserCheck,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { RoutePermission } from '../../contract/define-route.ts';
import type { Session } from '../../contract/sessions.ts';

export interface NavigationItem {
  /** Its text is `app:nav.<key>`. */
  readonly key:
    | 'home'
    | 'myData'
    | 'security'
    | 'help'
    | 'registration'
    | 'invitations'
    | 'people'
    | 'reviews'
    | 'permissions'
    | 'activity'
    | 'settings'
    | 'outbox';
  readonly to:
    | '/'
    | '/my-data'
    | '/security'
    | '/help'
    | '/user-registration'
    | '/invitations'
    | '/people'
    | '/identity-review'
    | '/permissions'
    | '/activity'
    | '/settings'
    | '/outbox';
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  readonly permission: RoutePermission;
  /** G, then this letter, goes there (ui.md, 6). */
  readonly letter?: string;
  /** A number that waits for the person; the sidebar knows where it comes from. */
  readonly count?: 'pendingInvitations' | 'waitingReviews';
  /** Shown only while it makes sense. */
  readonly when?: (session: Session) => boolean;
}

/** The sidebar, group by group; a page that exists has its line here, and only then. */
export const navigation: readonly {
  readonly key: 'you' | 'administration' | 'organization';
  readonly items: readonly NavigationItem[];
}[] = [
  {
    key: 'you',
    items: [
      { key: 'home', to: '/', icon: IconHome, permission: 'signed-in', letter: 'h' },
      { key: 'myData', to: '/my-data', icon: IconId, permission: 'signed-in' },
      { key: 'security', to: '/security', icon: IconShieldLock, permission: 'signed-in' },
      { key: 'help', to: '/help', icon: IconHelpCircle, permission: 'signed-in' },
    ],
  },
  {
    key: 'administration',
    items: [
      {
        key: 'registration',
        letter: 'r',
        to: '/user-registration',
        icon: IconUserPlus,
        permission: 'user-registration:access',
      },
      {
        key: 'invitations',
        letter: 'i',
        to: '/invitations',
        icon: IconMail,
        permission: 'user-registration:access',
        count: 'pendingInvitations',
      },
      {
        key: 'people',
        letter: 'u',
        to: '/people',
        icon: IconUsers,
        permission: 'user-management:access',
      },
      {
        key: 'reviews',
        letter: 'v',
        to: '/identity-review',
        icon: IconUserCheck,
        permission: 'user-management:can_validate_identity',
        count: 'waitingReviews',
      },
      {
        key: 'permissions',
        letter: 'p',
        to: '/permissions',
        icon: IconKey,
        permission: 'permissions:access',
      },
      {
        key: 'activity',
        letter: 'a',
        to: '/activity',
        icon: IconHistory,
        permission: 'activity:access',
      },
    ],
  },
  {
    key: 'organization',
    items: [
      { key: 'settings', to: '/settings', icon: IconSettings, permission: 'settings:access' },
      {
        key: 'outbox',
        to: '/outbox',
        icon: IconInbox,
        permission: 'founder',
        when: (session) => session.mail === 'outbox',
      },
    ],
  },
];
