import { sendTestMail as sendTestMailRoute } from '../../../contract/mail-server.ts';
import { getOutboxMail, listOutbox } from '../../../contract/outbox.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Door } from '../../platform/http/door.ts';
import { findVoice } from './find-voice.ts';
import { inlinePictures } from './inline-pictures.ts';
import type { MailHandlers } from './mail-kinds.ts';
import { sendTestMail } from './send-test-mail.ts';
import type { TestActor, TestMailParts } from './send-test-mail.ts';
import { findKeptMail, listKeptMails } from './kept-mails.ts';
import { noteView } from './note-view.ts';

export interface OutboxParts extends TestMailParts {
  readonly mailHandlers: MailHandlers;
}

/** The outbox is there only while no mail server is set; with one, its links belong to their recipients alone. */
export function mailRoutes<Actor extends TestActor>(door: Door<Actor>, parts: OutboxParts): void {
  const { mailServers, mailHandlers, texts } = parts;
  const needOutbox = async (tx: Tx) => {
    if ((await mailServers.wayOf(tx)) === 'smtp') throw new AppError('not_found');
  };

  door.handle(listOutbox, async ({ tx, query }) => {
    await needOutbox(tx);
    return listKeptMails(tx, query);
  });

  door.handle(getOutboxMail, async ({ tx, params, actor, request }) => {
    await needOutbox(tx);
    const mail = await findKeptMail(tx, params.id);
    if (!mail) throw new AppError('not_found');
    const { t, pictures } = await findVoice(tx, texts, mail);
    const content = await mailHandlers[mail.kind].render(tx, mail, t);
    if (!content) throw new AppError('not_found');
    // Who asks for the head of the answer alone has seen nothing.
    if (request.method !== 'HEAD') await noteView(tx, actor, mail.id);
    return { ...mail, ...content, html: inlinePictures(content.html, pictures) };
  });

  door.handleApart(sendTestMailRoute, ({ actor }) => sendTestMail(parts, actor));
}
