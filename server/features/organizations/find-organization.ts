import { AppError } from '../../platform/app-error.ts';
import type { Db } from '../../platform/database.ts';

/**
 * The organization that someone before sign-in means: by its slug, or the only one there is (ruling 13).
 * Undefined: none has this slug, or none exists.
 * @throws {AppError} organization_needed when there are several and none was named
 */
export async function findOrganization(db: Db, slug: string | undefined): Promise<string | undefined> {
  if (slug !== undefined) {
    const named = await db
      .selectFrom('organization')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirst();
    return named?.id;
  }
  const [first, second] = await db.selectFrom('organization').select('id').limit(2).execute();
  if (second) throw new AppError('organization_needed');
  return first?.id;
}

/** Every organization of this server, for jobs that each of them has (ruling 5). */
export async function allOrganizations(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('organization').select('id').execute();
  return rows.map((row) => row.id);
}
