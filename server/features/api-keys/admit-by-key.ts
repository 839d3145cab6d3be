import { sql } from 'kysely';
import type { Permission } from '../../../contract/permissions.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { permissionsInForce } from '../sessions/actor.ts';
import type { Actor } from '../sessions/actor.ts';
import type { Person } from '../sessions/find-person.ts';
import { secretMatches } from '../sessions/session-cookie.ts';
import type { ApiKeyText } from './api-key-text.ts';

// Each request proves that the key is in use; writing it down once a minute is exact enough.
const notedEvery = '60 seconds';

/** What a request of a program brings. */
export interface KeyBearer {
  readonly key: ApiKeyText | undefined;
  readonly origin: Origin;
}

/**
 * The maker of each key, cut down to what the key may: at most what they may now (ruling 20), never as the founder,
 * never with a fresh sign-in. Undefined for a key that is unknown, revoked or over, and for one of a suspended maker.
 * All keys name the organization of `tx`.
 */
export async function admitByKey(tx: Tx, bearers: readonly KeyBearer[]): Promise<(Actor | undefined)[]> {
  const ids = bearers.flatMap(({ key }) => (key ? [key.keyId] : []));
  if (ids.length === 0) return bearers.map(() => undefined);
  const rows = new Map((await findLiveKeys(tx, ids)).map((row) => [row.keyId, row]));
  const proven = bearers.map(({ key }) => {
    const row = key && rows.get(key.keyId);
    return row && secretMatches(key.secret, row.secretHash) ? row : undefined;
  });
  const unnoted = proven.flatMap((row) => (row?.usedLongAgo ? [row.keyId] : []));
  if (unnoted.length > 0) await noteUse(tx, unnoted);
  return bearers.map(({ origin }, index) => actorOf(proven[index], origin));
}

type KeyRow = Omit<Person, 'granted'> & {
  readonly keyId: string;
  readonly granted: readonly string[];
  readonly secretHash: Buffer;
  readonly permissions: readonly Permission[];
  readonly expiresAt: Date;
  readonly usedLongAgo: boolean;
};

function actorOf(row: KeyRow | undefined, origin: Origin): Actor | undefined {
  if (!row) return undefined;
  const { keyId, secretHash, usedLongAgo, permissions, expiresAt, ...maker } = row;
  const held = permissionsInForce({ ...maker, granted: new Set(maker.granted) });
  const kept = permissions.filter((permission) => held.has(permission));
  return {
    ...maker,
    isFounder: false,
    granted: new Set<string>(kept),
    permissions: new Set(kept),
    sessionId: keyId,
    sessionExpiresAt: expiresAt,
    hasFreshSignIn: false,
    origin: { ...origin, apiKeyId: keyId },
  };
}

/** As text, because every request of a program asks it. */
async function findLiveKeys(tx: Tx, ids: readonly string[]): Promise<readonly KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select key.id as key_id, secret_hash, permissions, expires_at,
      coalesce(last_used_at < now() - ${notedEvery}::interval, true) as used_long_ago,
      organization_id, organization_name, organization_slug, time_zone, account_id, email, username, actor.name,
      language, account_state, identity_state, personal_code, is_founder, granted, held_until
    from api_key key join actor using (organization_id, account_id)
    where organization_id = ${tx.organizationId} and key.id = any(${ids}::uuid[])
      and revoked_at is null and expires_at > now() and account_state = 'active'`.execute(tx);
  return rows;
}

/** Nobody waits for it: of many requests at once, one writes. */
async function noteUse(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update api_key set last_used_at = now() where organization_id = ${tx.organizationId} and id in (
    select id from api_key where organization_id = ${tx.organizationId} and id = any(${ids}::uuid[])
    for update skip locked)`.execute(tx);
}
