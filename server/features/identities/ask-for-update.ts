import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { askForUpdate as route } from '../../../contract/identity-updates.ts';
import type { PeopleRefusal } from '../../../contract/people-batches.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Texts } from '../../platform/texts.ts';
import type { Actor } from '../sessions/actor.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { mailRequests } from './mail-requests.ts';
import { needRegistrable } from './need-registrable.ts';
import { canEdit } from './policy.ts';

/** Which fields, none for all that the person may edit, and a word to them. */
export type UpdateWish = BodyOf<typeof route>;
type Asker = Pick<Actor, 'accountId' | 'language' | 'origin'>;
type Refusals = ReadonlyMap<string, PeopleRefusal | undefined>;

/**
 * Asks a member to look at the data that is in force. @throws {AppError} not_found, own_identity, not_acceptable,
 * not_possible_now: not a member, what they sent waits already, or they were asked within the hour
 */
export async function askForUpdate(
  tx: Tx,
  { texts, jobs }: { readonly texts: Texts; readonly jobs: Jobs },
  actor: Actor,
  { accountId, ...wish }: UpdateWish & { readonly accountId: string },
): Promise<void> {
  await needRegistrable(tx, actor, accountId);
  await checkWish(tx, texts, wish);
  const refusals = await askForUpdates(tx, jobs, actor, { accounts: [accountId], wish });
  if (refusals.get(accountId) !== undefined) throw new AppError('not_possible_now');
}

/** @throws {AppError} not_acceptable for a field that its person can't change */
export async function checkWish(tx: Tx, texts: Texts, { fields }: UpdateWish): Promise<void> {
  const form = fieldsOf(await findForm(tx, texts));
  for (const key of fields) {
    const field = form.get(key);
    if (!field || !canEdit(field, 'person')) throw refuseField('fields', 'identity.not_theirs_to_edit');
  }
}

/** @returns of each why they were not asked; undefined: they were */
export async function askForUpdates(
  tx: Tx,
  jobs: Jobs,
  actor: Asker,
  { accounts, wish }: { readonly accounts: readonly string[]; readonly wish: UpdateWish },
): Promise<Refusals> {
  const wanted = [...new Set(accounts)].toSorted();
  await lockIdentities(tx, wanted);
  const people = new Map((await findUpdatable(tx, actor, wanted)).map((person) => [person.id, person]));
  const fields = [...new Set(wish.fields)];
  const requests = await noteRequests(
    tx,
    wanted.filter((id) => people.get(id)?.reason === null),
    { fields, note: wish.note || null, askedBy: actor.accountId },
  );
  const asked = await mailRequests(tx, jobs, actor, {
    kind: 'identity_update_asked',
    requests,
    languageOf: (id) => people.get(id)?.language,
    fields,
  });
  const reasonOf = (id: string) =>
    people.has(id) ? (people.get(id)?.reason ?? 'asked_lately') : 'not_found';
  return new Map(accounts.map((id) => [id, asked.has(id) ? undefined : reasonOf(id)]));
}

/** What speaks against asking them, by person; null: nothing. */
export async function findUpdatable(tx: Tx, actor: Pick<Actor, 'accountId'>, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; language: string; reason: PeopleRefusal | null }>`
    select p.id, p.language, case
        when p.id = ${actor.accountId} then 'own_account'
        when p.state <> 'active' then 'not_active'
        when i.state is distinct from 'validated' then 'not_validated'
        when i.pending_state = 'submitted' then 'waits_for_review'
        when r.asked_at > now() - interval '1 hour' then 'asked_lately'
      end as reason
    from person p
      left join identity i on i.organization_id = p.organization_id and i.account_id = p.id
      left join identity_update_request r on r.organization_id = p.organization_id and r.account_id = p.id
    where p.organization_id = ${tx.organizationId} and p.id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

/** As one who hands something in does: what was sent meanwhile is seen. */
async function lockIdentities(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .selectFrom('identity')
    .select('accountId')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', 'in', ids)
    .orderBy('accountId')
    .forUpdate()
    .execute();
}

interface Asked {
  readonly fields: string[];
  readonly note: string | null;
  readonly askedBy: string;
}

/** One row for each person: of two who ask at once, or within an hour, the second changes nothing. */
async function noteRequests(tx: Tx, ids: readonly string[], asked: Asked) {
  if (ids.length === 0) return [];
  return tx
    .insertInto('identityUpdateRequest')
    .values(
      ids.map((accountId) => ({
        organizationId: tx.organizationId,
        accountId,
        id: randomUUIDv7(),
        ...asked,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['organizationId', 'accountId'])
        .doUpdateSet({
          ...asked,
          askedAt: sql`now()`,
          answeredAt: null,
          times: sql`identity_update_request.times + 1`,
        })
        .where(sql<boolean>`identity_update_request.asked_at < now() - interval '1 hour'`),
    )
    .returning(['id', 'accountId', 'times'])
    .execute();
}
