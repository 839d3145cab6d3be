import type { Tx } from '../../platform/database.ts';
import { hasOtherHolder } from '../permissions/has-holder.ts';

/** Whether there is somebody who may validate the identity of this person: nobody validates their own. */
export function hasReviewer(tx: Tx, accountId: string): Promise<boolean> {
  return hasOtherHolder(tx, 'user-management:can_validate_identity', accountId);
}
