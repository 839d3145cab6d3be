import { sql } from 'kysely';
import type { z } from 'zod';
import type { identityCandidateSchema } from '../../../contract/identity-candidates.ts';
import type { AccountState, IdentityState } from '../../../contract/shared-schemas.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { findPeople } from '../search/find-people.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';
import { people } from './list-people.ts';

type Candidate = z.input<typeof identityCandidateSchema>;

const candidatesShown = 20;

const open: readonly AccountState[] = ['invited', 'active', 'suspended'];

/** Whom to register: who has no validated identity comes first. */
export async function listCandidates(tx: Tx, actor: Actor, query: string | undefined): Promise<Candidate[]> {
  const among = async (identityStates: readonly IdentityState[]) =>
    (
      await findPeople(
        tx,
        { query, states: open, identityStates },
        { sort: query ? 'best' : 'newest', limit: candidatesShown },
      )
    ).ids;
  const waiting = await among(['none', 'draft', 'submitted', 'returned']);
  const ids = waiting.length < candidatesShown ? [...waiting, ...(await among(['validated']))] : waiting;
  const found = new Map((await findCandidates(tx, actor, ids)).map((one) => [one.id, one]));
  return ids.flatMap((id) => found.get(id) ?? []).slice(0, candidatesShown);
}

/** By the ids of their accounts, closed ones left out; in no order. */
export async function findCandidates(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const rows = await select(people(tx)).where('p.state', '<>', 'closed').where('p.id', 'in', ids).execute();
  return rows.map((row) => describe(actor, row));
}

/** @throws {AppError} not_found */
export async function findCandidate(tx: Tx, actor: Actor, id: string): Promise<Candidate> {
  const row = await select(people(tx)).where('p.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return describe(actor, row);
}

function select(found: ReturnType<typeof people>) {
  return found
    .leftJoin('identityVersion as v', (join) =>
      join
        .onRef('v.organizationId', '=', 'i.organizationId')
        .onRef('v.accountId', '=', 'i.accountId')
        .onRef('v.version', '=', 'i.version'),
    )
    .leftJoin('person as saver', (join) =>
      join.onRef('saver.organizationId', '=', 'v.organizationId').onRef('saver.id', '=', 'v.savedBy'),
    )
    .leftJoin('identityRequest as asked', (join) =>
      join.onRef('asked.organizationId', '=', 'p.organizationId').onRef('asked.accountId', '=', 'p.id'),
    )
    .select(['p.id', 'p.name', 'p.username', 'p.email', 'p.personalCode', 'p.state', 'p.identityState'])
    .select(['a.createdAt', 'i.pendingState', 'i.pendingName', 'v.savedAt', 'v.savedBy', 'asked.askedAt'])
    .select('saver.name as savedByName')
    .select([
      sql<boolean>`v.state = 'draft' and v.saved_by = p.id and v.saved_at > now() - interval '10 minutes'`.as(
        'fillingIn',
      ),
      sql<boolean>`coalesce(asked.asked_at > now() - interval '1 hour', false)`.as('askedLately'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function describe(actor: Actor, row: Row): Candidate {
  const { id, username, email, personalCode, state, identityState, savedBy } = row;
  return {
    ...{ id, username, email, personalCode, state, identityState },
    // Whoever registers identities reads what is under way, its name included.
    name: identityState === 'validated' ? row.name : (row.pendingName ?? row.name),
    pending: identityState === 'validated' ? (row.pendingState as Candidate['pending']) : null,
    createdAt: row.createdAt.toISOString(),
    savedAt: row.savedAt?.toISOString() ?? null,
    savedBy: savedBy === null ? null : { id: savedBy, name: row.savedByName ?? '' },
    fillingIn: row.fillingIn ?? false,
    askedAt: row.askedAt?.toISOString() ?? null,
    abilities: abilitiesOf(actor, row),
  };
}

function abilitiesOf(actor: Actor, row: Row): Candidate['abilities'] {
  const isOpen = ['none', 'draft', 'returned'].includes(row.identityState ?? 'none');
  const isOther = row.id !== actor.accountId;
  return {
    register: isOpen && isOther && row.state !== 'closed',
    review:
      row.pendingState === 'submitted' && can(actor, 'user-management:can_validate_identity') && isOther,
    ask: isOpen && isOther && row.state === 'active' && !row.askedLately,
  };
}
