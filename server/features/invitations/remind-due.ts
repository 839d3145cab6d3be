import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { JobData, Jobs } from '../../platform/jobs.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { nobody } from './asker.ts';
import { lockInvitations } from './lock-invitations.ts';
import { refusalOf } from './policy.ts';
import { remind } from './remind.ts';

interface RemindParts {
  readonly db: Db;
  readonly jobs: Jobs;
}

const chunk = 250;

/**
 * A job, once a minute for each organization: reminds those whose time has come, by the database's clock. However many
 * servers ask at once, a row is reminded by whoever locks it first; the others find its next time, or none.
 */
export async function remindDue(parts: RemindParts, { organizationId }: JobData): Promise<void> {
  while (await withOrganization(parts.db, organizationId, (tx) => remindChunk(tx, parts)));
}

/** @returns whether more may be due */
async function remindChunk(tx: Tx, { jobs }: RemindParts): Promise<boolean> {
  const due = await takeDue(tx);
  if (due.length === 0) return false;
  const invitations = await lockInvitations(tx, due);
  const possible = invitations.filter((invitation) => refusalOf('remind', invitation) === undefined);
  const outcomes = await remind(tx, { jobs }, possible, { asker: nobody });
  const done = possible.filter(({ id }) => outcomes.get(id)?.kind === 'done').map(({ id }) => id);
  const subjects = done.map((id) => ({ type: 'invitation', id }) as const);
  await recordActivity(
    tx,
    null,
    subjects.map((subject) => ({ action: 'invitation.reminded', actorId: null, subject })),
  );
  const reminded = new Set(done);
  const remindable = new Set(possible.map(({ id }) => id));
  const left = due.filter((id) => !reminded.has(id));
  await putOff(
    tx,
    left.filter((id) => remindable.has(id)),
    left.filter((id) => !remindable.has(id)),
  );
  return due.length === chunk;
}

/** Others who look at the same time pass by what is locked. */
async function takeDue(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from invitation
    where organization_id = ${tx.organizationId} and next_reminder_at <= now()
    order by next_reminder_at limit ${chunk} for update skip locked`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Whom a limit stands against is asked again in an hour; whose link ended or came back is not asked again. */
async function putOff(tx: Tx, later: readonly string[], never: readonly string[]): Promise<void> {
  await sql`
    update invitation set next_reminder_at =
      case when id = any(${later}::uuid[]) then now() + interval '1 hour' end
    where organization_id = ${tx.organizationId} and id = any(${[...later, ...never]}::uuid[])`.execute(tx);
}
