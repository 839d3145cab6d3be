import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { ActivityAction } from '../../../contract/activity-actions.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { approvalRows } from '../organizations/approval-rows.ts';
import type { Actor } from '../sessions/actor.ts';
import { keepCounts, countRows } from './count-rows.ts';
import { possibleIn } from './import-abilities.ts';
import { importActor, ordererOf } from './import-actor.ts';
import { needImportIn } from './lock-import.ts';
import { planHashOf } from './plan-hash.ts';

/**
 * Has a plan carried out in the background; a large one waits for a second person where the organization wants it.
 * @throws {AppError} not_found, not_possible_now, plan_moved when another plan was looked at
 */
export async function applyImport(
  tx: Tx,
  jobs: Jobs,
  actor: Actor,
  { id, planHash }: { readonly id: string; readonly planHash: string },
): Promise<void> {
  const importing = await needImportIn(tx, id, possibleIn.apply);
  if (planHash !== planHashOf(importing)) throw new AppError('plan_moved');
  const counts = await countRows(tx, id);
  const count = counts.create + counts.update;
  if (count === 0) throw new AppError('not_possible_now');
  const mustWait = count >= ((await approvalRows(tx)) ?? Infinity);
  await tx
    .updateTable('import')
    .set({
      state: mustWait ? 'awaiting_approval' : 'applying',
      ...orderedBy(actor),
      // An approval is of one order.
      approvedBy: null,
      appliedAt: sql`now()`,
      failure: null,
      counts: JSON.stringify(counts),
      ...beginning(count),
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  if (!mustWait) await jobs.enqueue(tx, 'run-import', [id]);
  await note(tx, actor, 'import.applied', { id, count });
}

/** @throws {AppError} own_import: the second person is another one */
export async function approveImport(
  tx: Tx,
  jobs: Jobs,
  actor: Actor,
  { id, planHash }: { readonly id: string; readonly planHash: string },
): Promise<void> {
  const importing = await needImportIn(tx, id, possibleIn.approve);
  if (planHash !== planHashOf(importing)) throw new AppError('plan_moved');
  if (importing.appliedBy === actor.accountId) throw new AppError('own_import');
  const counts = await countRows(tx, id);
  const count = counts.create + counts.update;
  await setState(tx, id, { state: 'applying', approvedBy: actor.accountId, ...beginning(count) });
  await jobs.enqueue(tx, 'run-import', [id]);
  await note(tx, actor, 'import.approved', { id, count });
}

export async function pauseImport(tx: Tx, actor: Actor, id: string): Promise<void> {
  await needImportIn(tx, id, possibleIn.pause);
  await setState(tx, id, { state: 'paused' });
  await keepCounts(tx, id);
  await note(tx, actor, 'import.paused', { id });
}

/**
 * Goes on at the word of whoever ordered it; where they may not import any more, at the word of whoever continues it.
 * @throws {AppError} own_import: who approved it can't order what is left
 */
export async function resumeImport(tx: Tx, jobs: Jobs, actor: Actor, id: string): Promise<void> {
  const importing = await needImportIn(tx, id, possibleIn.resume);
  const { phaseTotal, done, approvedBy } = importing;
  const takesOver = !(await importActor(tx, { ...importing, ...ordererOf(importing) }));
  if (takesOver && approvedBy === actor.accountId) throw new AppError('own_import');
  await setState(tx, id, {
    state: 'applying',
    ...(takesOver && orderedBy(actor)),
    failure: null,
    done: 0,
    phaseTotal: phaseTotal - done,
    phaseStartedAt: sql<Date>`now()`,
  });
  await jobs.enqueue(tx, 'run-import', [id]);
  await note(tx, actor, 'import.resumed', { id });
}

/** Rows that were done stay done, and can be undone. */
export async function cancelImport(tx: Tx, actor: Actor, id: string): Promise<void> {
  await needImportIn(tx, id, possibleIn.cancel);
  await setState(tx, id, { state: 'cancelled', finishedAt: sql<Date>`now()` });
  await keepCounts(tx, id);
  await note(tx, actor, 'import.cancelled', { id });
}

/** Looks again at every row that was not done, as the world is now. */
export async function replanImport(tx: Tx, jobs: Jobs, id: string): Promise<void> {
  await needImportIn(tx, id, possibleIn.replan);
  const { numUpdatedRows } = await tx
    .updateTable('importRow')
    .set({ outcome: null, problems: null, emailCanonical: null, usernameCanonical: null })
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', id)
    .where('outcome', 'not in', ['done', 'left_out', 'undone'])
    .executeTakeFirst();
  await setState(tx, id, {
    state: 'planning',
    failure: null,
    cursor: -1,
    done: 0,
    phaseTotal: Number(numUpdatedRows),
    phaseStartedAt: sql<Date>`now()`,
  });
  await keepCounts(tx, id);
  await jobs.enqueue(tx, 'run-import', [id]);
}

const orderedBy = ({ accountId, origin }: Actor) => ({
  appliedBy: accountId,
  appliedKey: origin.apiKeyId ?? null,
  ip: origin.ip,
  requestId: origin.requestId,
});

const beginning = (phaseTotal: number) => ({
  cursor: -1,
  done: 0,
  phaseTotal,
  phaseStartedAt: sql<Date>`now()`,
  changedAt: sql<Date>`now()`,
});

async function setState(tx: Tx, id: string, changes: object): Promise<void> {
  await tx
    .updateTable('import')
    .set({ ...changes, changedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
}

async function note(
  tx: Tx,
  actor: Actor,
  action: ActivityAction,
  { id, count }: { readonly id: string; readonly count?: number },
): Promise<void> {
  await recordActivity(tx, actor.origin, [
    {
      action,
      actorId: actor.accountId,
      subject: { type: 'import', id },
      ...(count !== undefined && { count }),
    },
  ]);
}
