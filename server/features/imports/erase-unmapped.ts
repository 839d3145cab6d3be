import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Column } from './recognise-columns.ts';

/** What is about nothing is not kept (ruling 25): its cells are emptied. */
export async function eraseUnmapped(tx: Tx, importId: string, columns: readonly Column[]): Promise<void> {
  const kept = columns.map(({ target }) => target !== null);
  if (kept.every(Boolean)) return;
  await sql`
    update import_row set cells = (
      select array_agg(case when coalesce((${kept}::bool[])[place], true) then cell else '' end order by place)
      from unnest(cells) with ordinality as c (cell, place))
    where organization_id = ${tx.organizationId} and import_id = ${importId} and cells <> '{}'`.execute(tx);
}

/** Cells that were shown to say what a column is about; nobody has to any more. */
export function withoutSamples(columns: readonly Column[]): readonly Column[] {
  return columns.map((column) => ({ ...column, samples: [] }));
}
