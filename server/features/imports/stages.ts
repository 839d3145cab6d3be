import { sql } from 'kysely';
import type { RegisterParts } from '../registration/register.ts';
import { applyChunk } from './apply-chunk.ts';
import { ordererOf } from './import-actor.ts';
import { planChunk } from './plan-chunk.ts';
import type { PlanRowsParts } from './plan-rows.ts';
import { restFrom } from './rest-import.ts';
import type { Stage } from './side-by-side.ts';

export const planning = (parts: PlanRowsParts): Stage => ({
  state: 'planning',
  wanting: 'plan',
  principalOf: ({ startedBy, startedKey }) => ({ accountId: startedBy, keyId: startedKey }),
  work: (tx, actor, chunk) => planChunk(tx, parts, actor, chunk),
  finish: (tx, id) =>
    restFrom('planning', tx, { id, changes: { state: 'planned', revision: sql`revision + 1` } }),
  refuse: (tx, id) =>
    restFrom('planning', tx, { id, changes: { state: 'failed', failure: 'import.no_longer' } }),
});

export const applying = (parts: RegisterParts): Stage => ({
  state: 'applying',
  wanting: 'application',
  principalOf: ordererOf,
  work: (tx, actor, chunk) => applyChunk(tx, parts, actor, chunk),
  finish: (tx, id) => restFrom('applying', tx, { id, changes: { state: 'done', finishedAt: sql`now()` } }),
  refuse: (tx, id) =>
    restFrom('applying', tx, { id, changes: { state: 'paused', failure: 'import.no_longer' } }),
});
