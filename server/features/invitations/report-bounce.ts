import type { AnswerOf, BodyOf } from '../../../contract/define-route.ts';
import type { reportBounce as reportBounceRoute } from '../../../contract/mails.ts';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { findBouncedMail, noteBounce } from '../mails/find-bounced-mail.ts';
import type { Actor } from '../sessions/actor.ts';
import { markBounced } from './mark-bounced.ts';
import { recordEvents } from './record-events.ts';

type Report = BodyOf<typeof reportBounceRoute>;

/**
 * A mail that came back after the mail server took it. The mail is marked once, its invitation only while the link that
 * the mail carried is the live one; what is not about an invitation is noted at its mail.
 * @throws {AppError} not_acceptable when it says both or neither of message and recipient
 */
export async function reportBounce(
  tx: Tx,
  actor: Actor,
  report: Report,
): Promise<AnswerOf<typeof reportBounceRoute>> {
  if ((report.messageId === undefined) === (report.recipient === undefined)) {
    throw refuseField('messageId', 'bounce.one_of_both');
  }
  const mail = await findBouncedMail(tx, report);
  if (!mail) return { outcome: 'unknown' };
  const response = oneLine(report.response);
  const isAskIn = mail.kind === 'invitation' || mail.kind === 'reminder';
  if (!report.permanent) {
    if (isAskIn) {
      await recordEvents(tx, [
        { invitationId: mail.aboutId, kind: 'delayed', response, actorId: actor.accountId },
      ]);
    }
    return { outcome: 'noted' };
  }
  // A webhook comes again when its answer was lost.
  if (!(await noteBounce(tx, mail.id, response)) || !isAskIn) return { outcome: 'noted' };
  const link = mail.kind === 'reminder' ? Number(mail.data['link']) : mail.generation;
  const reporter = { accountId: actor.accountId, origin: actor.origin };
  const marked = await markBounced(tx, [{ invitationId: mail.aboutId, link, response }], reporter);
  return { outcome: marked.size > 0 ? 'marked' : 'noted' };
}

function oneLine(response: string | undefined): string | null {
  const line = response
    ?.replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 500);
  return line === undefined || line === '' ? null : line;
}
