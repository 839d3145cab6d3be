import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { askForIdentities as route } from '../../../contract/identities.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Actor } from '../sessions/actor.ts';
import { mailRequests } from './mail-requests.ts';

type Answer = z.input<typeof route.answer>;
type Reason = Answer['left'][number]['reason'];

/** Asks people by mail, each in their language, to complete their own data (ruling 19). */
export async function askForIdentities(
  tx: Tx,
  jobs: Jobs,
  actor: Pick<Actor, 'accountId' | 'language' | 'origin'>,
  accounts: readonly string[],
): Promise<Answer> {
  const wanted = [...new Set(accounts)];
  const people = new Map((await findAskable(tx, wanted)).map((person) => [person.id, person]));
  const open = wanted.filter((id) => people.has(id) && people.get(id)?.reason === null);
  const requests = await noteRequests(tx, actor, open);
  const asked = await mailRequests(tx, jobs, actor, {
    kind: 'identity_asked',
    requests,
    languageOf: (id) => people.get(id)?.language,
  });
  const reasonOf = (id: string): Reason => {
    const person = people.get(id);
    return person === undefined ? 'not_found' : (person.reason ?? 'asked_lately');
  };
  return {
    asked: [...asked],
    left: wanted.filter((id) => !asked.has(id)).map((account) => ({ account, reason: reasonOf(account) })),
  };
}

/** What speaks against asking them, by person; null: nothing. */
export async function findAskable(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; language: string; reason: Reason | null }>`
    select p.id, p.language, case
        when p.state <> 'active' then 'not_active'
        when i.pending_state = 'submitted' then 'waits_for_review'
        when i.state = 'validated' and i.pending_state is null then 'complete'
      end as reason
    from person p left join identity i on i.organization_id = p.organization_id and i.account_id = p.id
    where p.organization_id = ${tx.organizationId} and p.id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

/** One row for each person: of two who ask at once, or within an hour, the second changes nothing. */
async function noteRequests(tx: Tx, actor: Pick<Actor, 'accountId'>, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .insertInto('identityRequest')
    .values(
      ids.toSorted().map((accountId) => ({
        organizationId: tx.organizationId,
        accountId,
        id: randomUUIDv7(),
        askedBy: actor.accountId,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['organizationId', 'accountId'])
        .doUpdateSet({
          askedAt: sql`now()`,
          askedBy: actor.accountId,
          times: sql`identity_request.times + 1`,
        })
        .where(sql<boolean>`identity_request.asked_at < now() - interval '1 hour'`),
    )
    .returning(['id', 'accountId', 'times'])
    .execute();
}
