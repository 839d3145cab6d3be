import { oneLine } from '../../platform/one-line.ts';
import type { Mailer, SendResult } from '../../platform/mailer.ts';
import type { MailFacts } from '../organizations/mail-facts.ts';
import type { MailServers } from '../organizations/mail-servers.ts';
import { senderOf } from '../organizations/sender.ts';
import type { MailEnvironment } from '../organizations/sender.ts';
import type { ClaimedMail } from './claim-mails.ts';
import { formerWay } from './former-way.ts';
import type { MailOutcome } from './mail-kinds.ts';
import type { ReadyMail } from './prepare-mails.ts';

export interface HandOverParts extends MailEnvironment {
  readonly mailServers: MailServers;
}

/** A mail that the mail server has answered to. */
export interface HandedMail {
  readonly mail: ClaimedMail;
  readonly subject: string;
  readonly outcome: MailOutcome;
  /** No answer came at all: it is not about this mail. */
  readonly isServerGone: boolean;
}

/** Gives one mail to the organization's mail server. The same Message-ID for every try (P34). */
export async function handOverMail(
  parts: HandOverParts,
  organizationId: string,
  facts: MailFacts,
  { mail, say }: ReadyMail,
): Promise<HandedMail> {
  const former = formerWay(mail);
  const { server, replyTo, ...sender } = former ?? facts;
  const ofItsOwn = former?.server && parts.mailServers.formerMailer(organizationId, former.server);
  const mailer = ofItsOwn ?? parts.mailServers.mailerOf(organizationId, server);
  const { name, address } = senderOf({ ...facts, ...sender }, parts);
  const content = say();
  const result = await mailer.send({
    ...content,
    from: { name, address },
    replyTo: replyTo ?? undefined,
    to: mail.to,
    messageId: `<${mail.id}@${parts.publicUrl.hostname}>`,
  });
  ofItsOwn?.close();
  return {
    mail,
    subject: content.subject,
    outcome: outcomeOf(result, mailer.kind, mail.attempts),
    isServerGone: result.kind === 'failed' && result.response === undefined,
  };
}

/** A mail whose outcome can't be written down would be sent again. */
const longestResponse = 500;

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
