import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { queueMails } from '../mails/queue-mails.ts';
import type { Actor } from '../sessions/actor.ts';
import { findPerson } from '../sessions/find-person.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { lockIdentity } from './lock-identity.ts';
import { needRegistrable } from './need-registrable.ts';
import { canEdit } from './policy.ts';

interface UpdateWanted {
  readonly accountId: string;
  /** Empty: all that the person may edit. */
  readonly fields: readonly string[];
  readonly note: string | undefined;
}

/**
 * Asks a member to look at the data that is in force. @throws {AppError} not_found, own_identity, not_acceptable,
 * not_possible_now: not a member, what they sent waits already, or they were asked within the hour
 */
export async function askForUpdate(
  tx: Tx,
  { texts, jobs }: { readonly texts: Texts; readonly jobs: Jobs },
  actor: Actor,
  wanted: UpdateWanted,
): Promise<void> {
  const { accountId, fields } = wanted;
  const identity = await lockIdentity(tx, accountId);
  await needRegistrable(tx, actor, accountId);
  const form = fieldsOf(await findForm(tx, texts));
  for (const key of fields) {
    const field = form.get(key);
    if (!field || !canEdit(field, 'person')) throw refuseField('fields', 'identity.not_theirs_to_edit');
  }
  const { accountState, language } = await findPerson(tx, accountId);
  const isMember = identity?.state === 'validated' && accountState === 'active';
  if (!isMember || identity.pendingState === 'submitted') throw new AppError('not_possible_now');
  const request = await noteRequest(tx, actor, wanted);
  if (!request) throw new AppError('not_possible_now');
  const { id: aboutId, times: generation } = request;
  await queueMails(tx, jobs, [{ accountId, kind: 'identity_update_asked', language, aboutId, generation }]);
  const subject = { type: 'account', id: accountId } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'identity.update_asked', actorId: actor.accountId, subject, fields: [...new Set(fields)] },
  ]);
}

/** One row for each person: of two who ask at once, or within an hour, the second changes nothing. */
async function noteRequest(tx: Tx, actor: Actor, { accountId, fields, note }: UpdateWanted) {
  const asked = { fields: [...new Set(fields)], note: note || null, askedBy: actor.accountId };
  return tx
    .insertInto('identityUpdateRequest')
    .values({ organizationId: tx.organizationId, accountId, id: randomUUIDv7(), ...asked })
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
    .returning(['id', 'times'])
    .executeTakeFirst();
}
