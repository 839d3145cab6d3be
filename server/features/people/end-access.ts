import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { lapseGrantsGivenBy } from '../permissions/lapse-grants.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { voidPendingLinks } from '../sessions/void-pending-links.ts';

/**
 * Ends what accounts that are not active any more had open: their sessions (P15), their pending links (T11, T28), and what
 * they granted with invitations that nobody has accepted yet (ruling 20). Their keys open nothing by themselves. They are
 * locked and moved already: whoever signed in meanwhile did so before, and is found here.
 */
export async function endAccess(tx: Tx, accountIds: readonly string[], origin: Origin): Promise<void> {
  await endSessions(tx, accountIds);
  await voidPendingLinks(tx, accountIds);
  await lapseGrantsGivenBy(tx, accountIds, origin);
}
