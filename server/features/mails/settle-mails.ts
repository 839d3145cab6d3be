import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { jsonText } from '../../platform/json-text.ts';
import { countSettled } from './count-settled.ts';
import type { HandedMail } from './hand-over-mail.ts';
import type { MailHandlers } from './mail-kinds.ts';

const stateAfter = { sent: 'sent', kept: 'kept', refused: 'refused', delayed: 'queued' } as const;

/** What became of mails, in one conditional write: who no longer holds a mail says nothing of it. */
export async function settleMails(
  tx: Tx,
  handlers: MailHandlers,
  handed: readonly HandedMail[],
): Promise<void> {
  if (handed.length === 0) return;
  const mine = await writeOutcomes(tx, handed);
  const settled = handed.filter(({ mail }) => mine.has(mail.id));
  await countSettled(tx, settled);
  for (const [kind, some] of Map.groupBy(settled, ({ mail }) => mail.kind)) {
    await handlers[kind].settled?.(tx, some);
  }
}

async function writeOutcomes(tx: Tx, handed: readonly HandedMail[]): Promise<ReadonlySet<string>> {
  const outcomes = handed.map(({ mail, subject, outcome }) => ({
    id: mail.id,
    claim: mail.claim,
    state: stateAfter[outcome.kind],
    response: outcome.response,
    subject: subject.slice(0, 500),
  }));
  const { rows } = await sql<{ id: string }>`
    update mail set state = said.state, claim = null, response = said.response, subject = said.subject,
      finished_at = case when said.state = 'queued' then null else now() end
    from json_to_recordset(${jsonText(outcomes)}::json)
      as said (id uuid, claim uuid, state text, response text, subject text)
    where organization_id = ${tx.organizationId} and mail.id = said.id and mail.claim = said.claim
    returning mail.id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
