import { randomUUIDv7 } from 'node:crypto';
import type { foundOrganization as route } from '../../../contract/organizations.ts';
import type { BodyOf } from '../../../contract/define-route.ts';
import { deriveUsername } from '../../../contract/username.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Links } from '../../platform/links.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { activateAccount } from '../accounts/activate-account.ts';
import { createAccounts } from '../accounts/create-accounts.ts';
import { createOrganization } from '../organizations/create-organization.ts';
import { inspectFounding } from '../organizations/founding.ts';
import { acceptPassword } from '../sessions/accept-password.ts';
import type { PasswordHasher } from '../sessions/password-hash.ts';
import { rememberDevice } from '../sessions/notice-device.ts';
import { startSession } from '../sessions/start-session.ts';
import type { StartedSession } from '../sessions/start-session.ts';
import { storePassword } from '../sessions/store-password.ts';

export interface FoundParts {
  readonly db: Db;
  readonly links: Links;
  readonly hasher: PasswordHasher;
}

/**
 * Founds an organization by the set-up link: the organization, its founder's account, the founder signed in. Both begin
 * in the language that the founder reads.
 * @throws {AppError} link_unknown, setup_done, not_acceptable, overloaded
 */
export async function foundOrganization(
  { db, links, hasher }: FoundParts,
  { token, organization, founder }: BodyOf<typeof route>,
  origin: Origin,
  language: string,
): Promise<StartedSession> {
  const organizationId = await inspectFounding(db, links, token);
  const username = founder.username ?? deriveUsername(founder.email);
  const about = [founder.email, username, organization.name, organization.slug];
  const hash = await acceptPassword(hasher, { password: founder.password, about, path: 'founder.password' });
  return withOrganization(db, organizationId, async (tx) => {
    const id = randomUUIDv7();
    await createOrganization(tx, { ...organization, language, founderId: id });
    const account = { id, email: founder.email, username, population: 'internal', language } as const;
    await createAccounts(tx, [account]);
    await activateAccount(tx, id);
    await storePassword(tx, id, hash);
    await noteFounding(tx, id, origin);
    await rememberDevice(tx, id, origin);
    return startSession(tx, id, origin);
  });
}

async function noteFounding(tx: Tx, founderId: string, origin: Origin): Promise<void> {
  await recordActivity(tx, origin, [
    {
      action: 'organization.founded',
      actorId: founderId,
      subject: { type: 'organization', id: tx.organizationId },
    },
    { action: 'account.registered', actorId: founderId, subject: { type: 'account', id: founderId } },
  ]);
}
