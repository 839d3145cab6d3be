import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { findEntry } from './list-activity.ts';

// A bulk act names its rows by the entry; nobody reads more than these in a dialog.
const most = 200;

/** An entry with the values before and after. @throws {AppError} not_found */
export async function findEntryWithValues(tx: Tx, id: string) {
  const entry = await findEntry(tx, id);
  if (!entry) throw new AppError('not_found');
  const values = await tx
    .selectFrom('activityDetail')
    .select(['subjectId', 'before', 'after'])
    .where('organizationId', '=', tx.organizationId)
    .where('activityId', '=', id)
    .orderBy('subjectId')
    .limit(most)
    .execute();
  return { ...entry, values: values.map((value) => ({ ...value, ...objects(value) })) };
}

function objects({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  return {
    before: before as Record<string, unknown> | null,
    after: after as Record<string, unknown> | null,
  };
}
