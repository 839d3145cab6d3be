import { sql } from 'kysely';
import type { RegisterParts } from '../registration/register.ts';
import { applyChunk } from './apply-chunk.ts';
import { planChunk } from './plan-chunk.ts';
import type { PlanRowsParts } from './plan-rows.ts';
import { restFrom } from './rest-import.ts';
import type { Stage } from './side-by-side.ts';

/** Planning only reads beside its own rows, so that its chunks may be larger. */
export const planning = (parts: PlanRowsParts): Stage => ({
  state: 'planning',
  wanting: 'plan',
  atOnce: 2000,
  principalOf: ({ startedBy, startedKey }) => ({ accountId: startedBy, keyId: startedKey }),
  work: (tx, actor, chunk) => planChunk(tx, parts, actor, chunk),
  finish: (tx, id) =>
    restFrom('planning', tx, { id, changes: { state: 'planned', revision: sql`revision + 1` } }),
  refuse: (tx, id) =>
    restFrom('planning', tx, { id, changes: { state: 'failed', failure: 'import.no_longer' } }),
});

/** Short locks, and pages that stay fast meanwhile. */
export const applying = (parts: RegisterParts): Stage => ({
  state: 'applying',
  wanting: 'application',
  atOnce: 1000,
  principalOf: ({ appliedBy, startedBy, appliedKey }) => ({
    accountId: appliedBy ?? startedBy,
    keyId: appliedKey,
  }),
  work: (tx, actor, chunk) => applyChunk(tx, parts, actor, chunk),
  finish: (tx, id) => restFrom('applying', tx, { id, changes: { state: 'done', finishedAt: sql`now()` } }),
  refuse: (tx, id) =>
    restFrom('applying', tx, { id, changes: { state: 'paused', failure: 'import.no_longer' } }),
});
