import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import type { PeopleAction, peopleBatchSchema } from '../../../contract/people-batches.ts';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { jsonText } from '../../platform/json-text.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { UpdateWish } from '../identities/ask-for-update.ts';
import type { Actor } from '../sessions/actor.ts';
import { collectPeople } from './collect-people.ts';
import { needPeopleBatch } from './find-people-batches.ts';
import { chunkSize, runPeopleChunk } from './run-people-batch.ts';
import { checkSelection, selectedPeople } from './selected-people.ts';
import type { PeopleSelection } from './selected-people.ts';

export type PeopleOrder = PeopleSelection & {
  readonly action: PeopleAction;
  readonly expected?: number | undefined;
  /** Of asking for an update. */
  readonly wish?: UpdateWish;
};

/**
 * One thing for many people: a few are done in the caller's transaction, more by a job that takes a chunk at a time.
 * @throws {AppError} not_acceptable
 */
export async function startPeopleBatch(
  tx: Tx,
  jobs: Jobs,
  actor: Actor,
  order: PeopleOrder,
): Promise<z.input<typeof peopleBatchSchema>> {
  const total = await countOrder(tx, order);
  const { ids, filter } = order;
  const id = randomUUIDv7();
  await tx
    .insertInto('peopleBatch')
    .values({
      organizationId: tx.organizationId,
      id,
      action: order.action,
      // As a list of one: what PostgreSQL takes for no text is put right there.
      filter: filter ? jsonText([filter]) : null,
      wish: order.wish ? jsonText(order.wish) : null,
      state: filter ? 'collecting' : 'running',
      startedBy: actor.accountId,
      startedKey: actor.origin.apiKeyId ?? null,
      ip: actor.origin.ip,
      requestId: actor.origin.requestId,
    })
    .execute();
  if (ids) await collectPeople(tx, id, ids);
  if (total > chunkSize) await jobs.enqueue(tx, 'run-people-batch', [id]);
  else while (await runPeopleChunk(tx, jobs, id));
  return needPeopleBatch(tx, id);
}

/** @throws {AppError} not_acceptable when the filter holds more than the caller was told */
async function countOrder(tx: Tx, order: PeopleOrder): Promise<number> {
  checkSelection(order);
  if (order.filter && order.expected === undefined) throw refuseField('expected', 'batch.expected_needed');
  const most = order.expected ?? Infinity;
  let count = 0;
  for await (const page of selectedPeople(tx, order)) {
    count += page.length;
    if (count > most) throw refuseField('expected', 'batch.more_than_expected', { count });
  }
  return count;
}
