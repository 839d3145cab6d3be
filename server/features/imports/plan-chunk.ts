import type { Tx } from '../../platform/database.ts';
import { planByLists } from '../../platform/plan-by-lists.ts';
import type { Actor } from '../sessions/actor.ts';
import { changeOf } from './count-rows.ts';
import type { CountsChange } from './count-rows.ts';
import { findRecognition } from './find-recognition.ts';
import { planRows } from './plan-rows.ts';
import type { PlanRowsParts } from './plan-rows.ts';
import { promisedBy } from './other-rows.ts';
import type { Chunk } from './side-by-side.ts';
import { countedAsPlanned, storePlans } from './store-plans.ts';

/** Plans these rows, and tells the rows behind what is promised to them before it is written. */
export async function planChunk(
  tx: Tx,
  parts: PlanRowsParts,
  actor: Actor,
  { importing, rows, before, promise }: Chunk,
): Promise<CountsChange> {
  const { targets } = await findRecognition(tx, parts.texts);
  const planned = await planRows(tx, parts, actor, { importing: { ...importing, targets }, rows, before });
  promise(promisedBy(planned.rows));
  await planByLists(tx);
  await storePlans(tx, importing.id, planned.rows);
  return changeOf(rows, planned.rows.map(countedAsPlanned));
}
