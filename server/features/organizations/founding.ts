import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Db } from '../../platform/database.ts';
import type { Links, LinkRow } from '../../platform/links.ts';

/** A set-up link's row as `links` sees it: the founding's id is the id of the organization to be. */
function linkRow(founding: { id: string; nonce: Buffer; keyId: string }): LinkRow {
  return {
    organizationId: founding.id,
    recordId: founding.id,
    purpose: 'setup',
    nonce: founding.nonce,
    generation: 1,
    keyId: founding.keyId,
  };
}

/** The token of a new set-up link. */
export async function openFounding(db: Db, links: Links): Promise<string> {
  const founding = { id: randomUUIDv7(), nonce: randomBytes(32), keyId: links.keyId };
  await db.insertInto('founding').values(founding).execute();
  return links.sign(linkRow(founding));
}

/**
 * The set-up link to print at the start: the same one until it is used, none once an organization exists.
 * Two servers that start at once print the same.
 */
export async function firstSetupToken(db: Db, links: Links): Promise<string | undefined> {
  const founded = await db.selectFrom('organization').select('id').limit(1).executeTakeFirst();
  if (founded) return undefined;
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('foyer first founding', 0))`.execute(tx);
    const pending = await tx
      .selectFrom('founding')
      .select(['id', 'nonce', 'keyId'])
      .where('foundedAt', 'is', null)
      .orderBy('createdAt')
      .limit(1)
      .executeTakeFirst();
    if (pending) return links.sign(linkRow(pending));
    const founding = { id: randomUUIDv7(), nonce: randomBytes(32), keyId: links.keyId };
    await tx.insertInto('founding').values(founding).execute();
    return links.sign(linkRow(founding));
  });
}

/**
 * The id of the organization that this link founds; changes nothing.
 * @throws {AppError} link_unknown, setup_done
 */
export async function inspectFounding(db: Db, links: Links, token: string): Promise<string> {
  const target = links.parse(token);
  if (target?.purpose !== 'setup') throw new AppError('link_unknown');
  const founding = await db
    .selectFrom('founding')
    .select(['id', 'nonce', 'keyId', 'foundedAt'])
    .where('id', '=', target.recordId)
    .executeTakeFirst();
  if (!founding || !links.verify(token, linkRow(founding))) throw new AppError('link_unknown');
  if (founding.foundedAt) throw new AppError('setup_done');
  return founding.id;
}
