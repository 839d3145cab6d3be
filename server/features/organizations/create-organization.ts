import { sql } from 'kysely';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { knownTimeZones } from '../../platform/known-time-zones.ts';

export interface NewOrganization {
  readonly name: string;
  readonly slug: string;
  /** Of its invitations, where nobody chooses another. */
  readonly language: string;
  /** UTC, where nothing is said. */
  readonly timeZone?: string | undefined;
  readonly founderId: string;
}

/**
 * Spends the set-up link and makes the organization; the founder's account follows in the same transaction
 * (the key to it is checked at commit).
 * @throws {AppError} setup_done when another call was faster; not_acceptable
 */
export async function createOrganization(
  tx: Tx,
  { name, slug, language, timeZone = 'UTC', founderId }: NewOrganization,
): Promise<void> {
  const { organizationId } = tx;
  const spent = await tx
    .updateTable('founding')
    .set({ foundedAt: sql`now()` })
    .where('id', '=', organizationId)
    .where('foundedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!spent) throw new AppError('setup_done');
  if (!(await knownTimeZones(tx, [timeZone])).has(timeZone)) {
    throw refuseField('organization.timeZone', 'settings.unknown_time_zone');
  }
  await tx.insertInto('organization').values({ id: organizationId, slug }).execute();
  await tx
    .insertInto('organizationSettings')
    .values({ organizationId, name, language, timeZone, founderId })
    .execute();
  await tx.insertInto('personalCodeCounter').values({ organizationId }).execute();
}
