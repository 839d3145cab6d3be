import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { EndedInvitation } from '../invitations/find-uninvited.ts';
import type { Counted } from './count-rows.ts';
import type { PlannedRow } from './plan-rows.ts';
import { rowsAt } from './rows-at.ts';

/** Writes what the plan says of rows, in one statement. */
export async function storePlans(tx: Tx, importId: string, rows: readonly PlannedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = {
    lines: rows.map(({ line }) => line),
    outcomes: rows.map(({ outcome }) => outcome),
    problems: rows.map(({ problems }) => (problems.length > 0 ? JSON.stringify(problems) : null)),
    emails: rows.map(({ emailCanonical }) => emailCanonical),
    usernames: rows.map(({ username }) => username?.toLowerCase() ?? null),
    identities: rows.map(({ planned }) => planned.hasIdentity),
    mailed: rows.map(({ planned }) => isMailed(planned)),
    reasons: rows.map((row) => againOf(row)?.reason ?? null),
    since: rows.map((row) => againOf(row)?.since ?? null),
    accounts: rows.map(({ planned }) => planned.accountId ?? null),
  };
  await sql`
    update import_row as r set outcome = p.outcome, problems = p.problems, email_canonical = p.email,
      username_canonical = p.username, has_identity = p.has_identity, is_mailed = p.is_mailed, account_id = p.account_id, act = null,
      again_reason = p.again_reason, again_since = p.again_since
    from unnest(${columns.lines}::int[], ${columns.outcomes}::text[], ${columns.problems}::jsonb[],
      ${columns.emails}::text[], ${columns.usernames}::text[], ${columns.identities}::bool[], ${columns.mailed}::bool[],
      ${columns.accounts}::uuid[], ${columns.reasons}::text[], ${columns.since}::timestamptz[])
      as p (line, outcome, problems, email, username, has_identity, is_mailed, account_id, again_reason, again_since)
    where ${rowsAt(tx, importId, columns.lines)} and r.line = p.line`.execute(tx);
}

/** What a planned row counts for. */
export function countedAsPlanned(row: PlannedRow): Counted {
  const { outcome, problems, planned } = row;
  const isWarning = outcome === 'blocked' && problems.every(({ severity }) => severity !== 'error');
  return {
    outcome,
    isWarning,
    hasIdentity: planned.hasIdentity,
    isMailed: isMailed(planned),
    againReason: againOf(row)?.reason ?? null,
  };
}

/** How the invitation ended of whom the row would ask again. */
export function againOf({ outcome, planned }: PlannedRow): EndedInvitation | undefined {
  return outcome === 'update' ? planned.update?.ended : undefined;
}

function isMailed({ registration, update }: PlannedRow['planned']): boolean {
  if (registration) return registration.person.delivery.channel === 'email';
  return update?.isInvitedAgain === true && update.person.delivery.channel === 'email';
}
