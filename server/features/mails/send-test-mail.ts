import { randomUUIDv7 } from 'node:crypto';
import type { AnswerOf } from '../../../contract/define-route.ts';
import type { sendTestMail as contract } from '../../../contract/mail-server.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Limits } from '../../platform/limits.ts';
import { oneLine } from '../../platform/one-line.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { MailServers } from '../organizations/mail-servers.ts';
import { senderOf } from '../organizations/sender.ts';
import type { MailEnvironment } from '../organizations/sender.ts';
import { findVoice } from './find-voice.ts';
import { testMail } from './test-mail.ts';

export interface TestMailParts extends MailEnvironment {
  readonly db: Db;
  readonly texts: Texts;
  readonly limits: Limits;
  readonly mailServers: MailServers;
}

export interface TestActor {
  readonly organizationId: string;
  readonly accountId: string;
  readonly email: string;
  readonly language: string;
  readonly origin: Origin;
}

/**
 * Sends a mail to the caller's own address at once, past the queue: what the mail server says is the answer.
 * @throws {AppError} too_many_requests
 */
export async function sendTestMail(
  parts: TestMailParts,
  actor: TestActor,
): Promise<AnswerOf<typeof contract>> {
  const { db, limits, mailServers, publicUrl } = parts;
  const { organizationId, email: to } = actor;
  await limits.settingsTried(actor.accountId);
  const ready = await withOrganization(db, organizationId, (tx) => prepare(tx, parts, actor));
  if (mailServers.mailerOf(organizationId, ready.server).kind === 'outbox') {
    return { result: 'no_server', to, response: null };
  }
  const messageId = `<${randomUUIDv7()}@${publicUrl.hostname}>`;
  const sent = await mailServers
    .mailerOf(organizationId, ready.server)
    .send({ ...ready.mail, to, messageId });
  const response = oneLine(sent.kind === 'failed' ? (sent.response ?? sent.reason) : sent.response, 300);
  return { result: sent.kind, to, response };
}

/** The activity says that it was asked for, whatever becomes of it. */
async function prepare(tx: Tx, parts: TestMailParts, actor: TestActor) {
  const which = { kind: 'invitation', language: actor.language } as const;
  const { t, facts, pictures } = await findVoice(tx, parts.texts, which);
  const subject = { type: 'organization', id: tx.organizationId } as const;
  await recordActivity(tx, actor.origin, [
    { action: 'organization.test_mail_sent', actorId: actor.accountId, subject },
  ]);
  const content = testMail(t, { organizationName: facts.name, publicUrl: parts.publicUrl.origin });
  const { name, address } = senderOf(facts, parts);
  const from = { name, address };
  return { server: facts.server, mail: { ...content, pictures, from, replyTo: facts.replyTo ?? undefined } };
}
