import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { lapseGrantsGivenBy } from '../permissions/lapse-grants.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { voidPendingLinks } from '../sessions/void-pending-links.ts';

/**
 * Ends what an account that is not active any more had open: its sessions (P15), its pending links (T11, T28), and what it
 * granted with invitations that nobody has accepted yet (ruling 20). Its keys open nothing by themselves. The account is
 * locked and moved already: whoever signed in meanwhile did so before, and is found here.
 */
export async function endAccess(tx: Tx, accountId: string, origin: Origin): Promise<void> {
  await endSessions(tx, [accountId]);
  await voidPendingLinks(tx, accountId);
  await lapseGrantsGivenBy(tx, accountId, origin);
}
