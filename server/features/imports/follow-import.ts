import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ImportState } from '../../../contract/import-states.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { progressOf } from './find-imports.ts';

export interface FollowOptions {
  readonly organizationId: string;
  readonly id: string;
  /** Throws once the reader may not read any more (P15). */
  readonly check: () => Promise<unknown>;
  /** The server stops: streams end, so that it can (ruling 27). */
  readonly isStopping: () => boolean;
}

/** At most five events a second. */
const every = 250;
/** A reader is asked for again every second. */
const checkEvery = 4;
/** Seconds of one stream: a browser comes again by itself, and proxies don't cut what they think is dead. */
const longest = 120;

const resting: ReadonlySet<string> = new Set<ImportState>([
  'mapping',
  'planned',
  'awaiting_approval',
  'done',
  'cancelled',
  'failed',
  'undone',
]);

/** How far an import has come, as server-sent events, until it rests. */
export async function* followImport(db: Db, options: FollowOptions): AsyncGenerator<string> {
  const { organizationId, id, check, isStopping } = options;
  const end = performance.now() + longest * 1000;
  let last = '';
  yield 'retry: 1000\n\n';
  for (let turn = 0; performance.now() < end && !isStopping(); turn += 1) {
    if (turn % checkEvery === 0) await check();
    const now = await withOrganization(db, organizationId, (tx) => findProgress(tx, id));
    if (!now) return;
    if (resting.has(now.state)) {
      yield `event: done\ndata: ${JSON.stringify({ state: now.state })}\n\n`;
      return;
    }
    const data = JSON.stringify({ state: now.state, ...progressOf(now) });
    // Nothing new is told by a comment, which shows a reader who has gone.
    yield data === last ? ':\n\n' : `event: progress\ndata: ${data}\n\n`;
    last = data;
    await sleep(every);
  }
}

async function findProgress(tx: Tx, id: string) {
  return tx
    .selectFrom('import')
    .select(['state', 'done', 'phaseTotal', 'settledTo'])
    .select(sql<number | null>`extract(epoch from now() - phase_started_at)::float8`.as('seconds'))
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}
