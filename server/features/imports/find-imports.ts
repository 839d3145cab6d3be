import { sql } from 'kysely';
import type { AnswerOf } from '../../../contract/define-route.ts';
import type { ImportState } from '../../../contract/import-states.ts';
import type { Import } from '../../../contract/import-schemas.ts';
import type { getImport, listImports } from '../../../contract/imports.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { textOf } from '../../platform/http/problem.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Texts } from '../../platform/texts.ts';
import { mailsOfActs } from '../mails/mails-of-acts.ts';
import type { Actor } from '../sessions/actor.ts';
import { countRows, noCounts } from './count-rows.ts';
import type { Counts } from './count-rows.ts';
import { findFirstCells } from './first-cells.ts';
import { findMailOutlook } from './find-mail-outlook.ts';
import { groupProblems } from './group-problems.ts';
import { abilitiesOf } from './import-abilities.ts';
import { undoDays } from './limits.ts';
import { planHashOf } from './plan-hash.ts';
import type { Column } from './recognise-columns.ts';

export interface ReadParts {
  readonly texts: Texts;
}

/** Newest first. */
export async function findImports(
  tx: Tx,
  { texts }: ReadParts,
  actor: Actor,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<AnswerOf<typeof listImports>> {
  const rows = await described(tx)
    .$if(cursor !== undefined, (query) => query.where('id', '<', cursor ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const people = await peopleOf(tx, page);
  const mailsOf = await mailsOfActs(
    tx,
    page.map(({ id }) => id),
  );
  const { total } = await tx
    .selectFrom('import')
    .select(sql<number>`count(*)`.as('total'))
    .where('organizationId', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
  return {
    items: page.map((row) => ({
      ...describe(row, { texts, actor, people, counts: countsOf(row) }),
      mailsWaiting: mailsOf(row.id).waiting,
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    total,
  };
}

/** @throws {AppError} not_found, for another organization's too */
export async function needImport(
  tx: Tx,
  { texts, seal }: ReadParts & { readonly seal: Seal },
  actor: Actor,
  id: string,
): Promise<AnswerOf<typeof getImport>> {
  const row = await described(tx).where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not_found');
  const mustCount = row.purgedAt === null && !isKept(row.counts);
  const counts = mustCount ? await countRows(tx, id) : countsOf(row);
  const known = { texts, actor, people: await peopleOf(tx, [row]), counts };
  const mails = await findMailOutlook(tx, { id, state: row.state, counts });
  // Shown until it is said what they are about.
  const samplesOf = row.state === 'mapping' ? await findFirstCells(tx, seal, id) : () => [];
  const problems = await groupProblems(tx, id, texts(actor.language));
  return {
    ...describe(row, known),
    columns: (row.columns as unknown as Column[]).map((column, index) => ({
      ...column,
      samples: samplesOf(index),
      index,
    })),
    skipped: row.skipped,
    problems,
    suggestions: problems.reduce((sum, group) => sum + group.suggestions, 0),
    mails,
    mailsWaiting: mails?.waiting ?? 0,
  };
}

function described(tx: Tx) {
  return tx
    .selectFrom('import')
    .select([
      'id',
      'filename',
      'kind',
      'state',
      'columns',
      'skipped',
      'failure',
      'revision',
      'done',
      'phaseTotal',
    ])
    .select(['startedBy', 'appliedBy', 'approvedBy', 'undoneBy', 'createdAt', 'changedAt', 'appliedAt'])
    .select(['finishedAt', 'purgedAt', 'counts', 'total', 'settledTo'])
    .select(sql<number | null>`extract(epoch from now() - phase_started_at)::float8`.as('seconds'))
    .select(
      sql<boolean>`coalesce(finished_at > now() - make_interval(days => ${undoDays}), false)`.as(
        'canStillBeUndone',
      ),
    )
    .where('organizationId', '=', tx.organizationId);
}

type Row = Awaited<ReturnType<ReturnType<typeof described>['execute']>>[number];

/** Counts that were kept before mails were counted are none of a plan's. */
function isKept(counts: Row['counts']): boolean {
  return typeof counts === 'object' && counts !== null && 'mailed' in counts;
}

function countsOf(row: Row): Counts {
  return { ...noCounts, total: row.total, ...(row.counts as Partial<Counts> | null) };
}

async function peopleOf(tx: Tx, rows: readonly Row[]) {
  const ids = rows.flatMap((row) => [row.startedBy, row.appliedBy, row.approvedBy, row.undoneBy]);
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const people = await tx
    .selectFrom('person')
    .select(['id', 'name', 'username', 'email'])
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`id = any(${wanted}::uuid[])`)
    .execute();
  return new Map(people.map((person) => [person.id, person]));
}

interface Known extends ReadParts {
  readonly actor: Actor;
  readonly people: Awaited<ReturnType<typeof peopleOf>>;
  readonly counts: Counts;
}

function describe(row: Row, { texts, actor, people, counts }: Known): Omit<Import, 'mailsWaiting'> {
  const state = row.state as ImportState;
  const person = (id: string | null) => (id === null ? null : (people.get(id) ?? null));
  const end = row.finishedAt && daysAfter(row.finishedAt, undoDays);
  const hasPlan = ['planned', 'awaiting_approval', 'applying', 'paused'].includes(state);
  return {
    id: row.id,
    filename: row.filename,
    kind: row.kind as Import['kind'],
    state,
    startedBy: person(row.startedBy),
    appliedBy: person(row.appliedBy),
    approvedBy: person(row.approvedBy),
    undoneBy: person(row.undoneBy),
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undoUntil: end,
    purgeAt: end ?? daysAfter(row.changedAt, undoDays),
    counts,
    planHash: hasPlan ? planHashOf(row) : null,
    progress: progressOf(row),
    failure: row.failure === null ? null : failureOf(row.failure, texts(actor.language)),
    approvalNeeded: state === 'awaiting_approval',
    abilities: abilitiesOf(actor.accountId, {
      state,
      appliedBy: row.appliedBy,
      approvedBy: row.approvedBy,
      failure: row.failure,
      done: counts.done,
      toDo: counts.create + counts.update,
      isPurged: row.purgedAt !== null,
      canStillBeUndone: row.canStillBeUndone,
    }),
  };
}

function failureOf(code: string, t: ReturnType<Texts>): NonNullable<Import['failure']> {
  return { code, message: textOf(t, code) };
}

function daysAfter(moment: Date, days: number): string {
  return new Date(moment.getTime() + days * 86_400_000).toISOString();
}

const phases = {
  planning: 'planning',
  applying: 'applying',
  paused: 'applying',
  undoing: 'undoing',
} as const;

/** By the database's clock. */
export function progressOf(
  row: Pick<Row, 'state' | 'done' | 'phaseTotal' | 'seconds' | 'settledTo'>,
): Import['progress'] {
  const phase = new Map(Object.entries(phases)).get(row.state);
  if (!phase) return null;
  const rate = row.seconds !== null && row.seconds > 0 ? row.done / row.seconds : 0;
  return {
    phase: row.settledTo === null ? phase : 'settling',
    done: row.done,
    total: row.phaseTotal,
    rowsPerSecond: Math.round(rate * 10) / 10,
    secondsLeft: rate > 0 ? Math.ceil((row.phaseTotal - row.done) / rate) : null,
  };
}
