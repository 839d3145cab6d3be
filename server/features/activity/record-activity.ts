import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { ActivityAction } from '../../../contract/activity-actions.ts';
import type { Tx } from '../../platform/database.ts';
import { jsonText } from '../../platform/json-text.ts';
import type { Origin } from '../../platform/http/origin.ts';

export interface ActivityEntry {
  readonly action: ActivityAction;
  /** Null: nobody signed in, as with a failed sign-in or a job. */
  readonly actorId: string | null;
  readonly subject: { readonly type: SubjectType; readonly id: string };
  /** The account that the subject belongs to, where the caller knows it: looking it up costs more than the entry. */
  readonly personId?: string;
  /** Names of the fields that changed; never their values. */
  readonly fields?: readonly string[];
  /** The values of those fields, for whoever opens the entry; erasure empties them. Never a secret. */
  readonly before?: FieldValues;
  readonly after?: FieldValues;
  /** Of a bulk act: how many it was about. */
  readonly count?: number;
}

export type FieldValues = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export type SubjectType =
  | 'organization'
  | 'account'
  | 'invitation'
  | 'invitation_batch'
  | 'import'
  | 'grant'
  | 'mail'
  | 'session'
  | 'api_key';

type From = Pick<Origin, 'ip' | 'requestId' | 'apiKeyId' | 'partOf' | 'byPerson'> | null;

/** Who did what to whom, when and from where: one entry per act, in the act's own transaction (P31). */
export async function recordActivity(tx: Tx, origin: From, entries: readonly ActivityEntry[]): Promise<void> {
  // Of an act on many its own entry tells.
  if (entries.length === 0 || origin?.partOf !== undefined) return;
  const rows = entries.map((entry) => ({ ...entry, id: randomUUIDv7() }));
  const written = rows.map(({ subject, personId, before: _, after: __, ...entry }) => {
    const person = personId ?? (subject.type === 'account' ? subject.id : null);
    const { ip, requestId, apiKeyId } = origin?.byPerson?.get(person ?? '') ?? origin ?? {};
    const about = { subjectType: subject.type, subjectId: subject.id, personId: person };
    return { ...entry, ...about, ip, requestId, apiKeyId, fields: entry.fields ?? [] };
  });
  await sql`
    insert into activity (organization_id, id, actor_id, action, subject_type, subject_id, person_id, ip, request_id,
      api_key_id, fields, count)
    select ${tx.organizationId}, id, "actorId", action, "subjectType", "subjectId",
      coalesce("personId", person_of(${tx.organizationId}, "subjectType", "subjectId")), ip, "requestId", "apiKeyId",
      fields, count
    from json_to_recordset(${jsonText(written)}::json) as entry (id uuid, "actorId" uuid, action text,
      "subjectType" text, "subjectId" uuid, "personId" uuid, ip text, "requestId" text, "apiKeyId" uuid, fields text[],
      count int)`.execute(tx);
  await recordValues(tx, rows);
}

/** Apart from the entries, so that erasing a person's values leaves the act. */
async function recordValues(
  tx: Tx,
  rows: readonly (ActivityEntry & { readonly id: string })[],
): Promise<void> {
  const details = rows
    .filter(({ before, after }) => before ?? after)
    .map(({ id, subject, before, after }) => ({
      organizationId: tx.organizationId,
      activityId: id,
      subjectId: subject.id,
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
    }));
  if (details.length > 0) await tx.insertInto('activityDetail').values(details).execute();
}
