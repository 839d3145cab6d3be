import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { oneLine } from '../../platform/one-line.ts';
import type { JobData, Jobs } from '../../platform/jobs.ts';
import type { MailContent, Mailer, SendResult } from '../../platform/mailer.ts';
import type { Texts } from '../../platform/texts.ts';
import type { MailServers } from '../organizations/mail-servers.ts';
import { senderOf } from '../organizations/sender.ts';
import type { MailEnvironment } from '../organizations/sender.ts';
import { findVoice } from './find-voice.ts';
import { holdBack } from './hold-back.ts';
import type { HoldableMail } from './hold-back.ts';
import type { MailHandlers, MailOutcome } from './mail-kinds.ts';

export interface DeliveryParts extends MailEnvironment {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly texts: Texts;
  readonly mailServers: MailServers;
  readonly handlers: MailHandlers;
}

/** The mail server could not take it now; the queue tries again, later each time. */
export class MailDelayed extends Error {
  override readonly name = 'MailDelayed';
}

type ClaimedMail = HoldableMail & { readonly to: string; readonly attempts: number; readonly claim: string };

/**
 * Sends one mail: claimed in one transaction, sent outside, settled in another. A worker that died in between
 * is followed by another with the same Message-ID and the same link (P34); a late write of the first is refused
 * by the claim.
 */
export async function deliverMail(parts: DeliveryParts, { organizationId, id }: JobData): Promise<void> {
  const { db, mailServers, handlers, publicUrl } = parts;
  const ready = await withOrganization(db, organizationId, (tx) => claimAndRender(tx, parts, id));
  if (!ready) return;
  const { mail, content, facts } = ready;
  const mailer = mailServers.mailerOf(organizationId, facts.server);
  const { name, address } = senderOf(facts, parts);
  const result = await mailer.send({
    ...content,
    from: { name, address },
    replyTo: facts.replyTo ?? undefined,
    to: mail.to,
    messageId: `<${mail.id}@${publicUrl.hostname}>`,
  });
  const outcome = outcomeOf(result, mailer.kind, mail.attempts);
  await withOrganization(db, organizationId, (tx) => settle(tx, handlers, { mail, content, outcome }));
  if (outcome.kind === 'delayed') throw new MailDelayed();
}

async function claimAndRender(tx: Tx, parts: DeliveryParts, id: string) {
  const { handlers, texts } = parts;
  const mail = await claimMail(tx, id);
  if (!mail || (await holdBack(tx, parts, mail))) return undefined;
  const { t, facts, pictures } = await findVoice(tx, texts, mail);
  const content = await handlers[mail.kind].render(tx, mail, t);
  if (content) return { mail, content: { ...content, pictures }, facts };
  await tx
    .updateTable('mail')
    .set({ state: 'dropped', finishedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .execute();
  return undefined;
}

/**
 * A mail found "sending" belonged to a worker that is gone or too slow: the queue hands a job out again only
 * when its worker's heartbeat or time has ended.
 */
async function claimMail(tx: Tx, id: string): Promise<ClaimedMail | undefined> {
  const claim = randomUUID();
  const row = await tx
    .updateTable('mail')
    .from('account')
    .set({ state: 'sending', claim, claimedAt: sql`now()`, attempts: sql`mail.attempts + 1` })
    .where('mail.organizationId', '=', tx.organizationId)
    .where('mail.id', '=', id)
    .where('mail.state', 'in', ['queued', 'sending'])
    // Put off since its job was made: another job comes at its new time.
    .where(sql<boolean>`(mail.send_at is null or mail.send_at <= now())`)
    .whereRef('account.organizationId', '=', 'mail.organizationId')
    .whereRef('account.id', '=', 'mail.accountId')
    .returning([
      'mail.id',
      'mail.accountId',
      'mail.kind',
      'mail.language',
      'mail.data',
      'mail.aboutId',
      'mail.generation',
      'mail.attempts',
      sql<string>`coalesce(recipient, account.email)`.as('to'),
      sql<boolean>`coalesce(mail.created_at >= account.email_changed_at, false)`.as('isCorrection'),
    ])
    .executeTakeFirst();
  return row && ({ ...row, claim } as ClaimedMail);
}

function outcomeOf(result: SendResult, mailer: Mailer['kind'], attempts: number): MailOutcome {
  if (result.kind === 'failed')
    return {
      kind: 'delayed',
      response: oneLine(result.response ?? result.reason, longestResponse),
      attempts,
    };
  const kind = result.kind === 'sent' && mailer === 'outbox' ? 'kept' : result.kind;
  return { kind, response: kind === 'kept' ? null : oneLine(result.response, longestResponse), attempts };
}

/** A mail whose outcome can't be written down would be sent again. */
const longestResponse = 500;

const stateAfter = { sent: 'sent', kept: 'kept', refused: 'refused', delayed: 'queued' } as const;

async function settle(
  tx: Tx,
  handlers: MailHandlers,
  { mail, content, outcome }: { mail: ClaimedMail; content: MailContent; outcome: MailOutcome },
): Promise<void> {
  const mine = await tx
    .updateTable('mail')
    .set({
      state: stateAfter[outcome.kind],
      claim: null,
      response: outcome.response,
      subject: content.subject.slice(0, 500),
      finishedAt: outcome.kind === 'delayed' ? null : sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', mail.id)
    .where('claim', '=', mail.claim)
    .returning('id')
    .executeTakeFirst();
  if (mine) await handlers[mail.kind].settled?.(tx, mail, outcome);
}
