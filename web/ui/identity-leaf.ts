import type { AccountState, IdentityState } from '../../contract/shared-schemas.ts';
import type { LeafState } from './leaves.tsx';

/** How full the end leaf is. */
export const identityLeaf: Readonly<Record<IdentityState, LeafState>> = {
  none: 'missing',
  draft: 'progress',
  submitted: 'progress',
  returned: 'progress',
  validated: 'done',
};

/** How full the start leaf is. */
export const accountLeaf: Readonly<Record<AccountState, LeafState>> = {
  invited: 'progress',
  active: 'done',
  suspended: 'progress',
  closed: 'missing',
};
