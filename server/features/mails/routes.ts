import { getOutboxMail, listOutbox } from '../../../contract/outbox.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Mailer } from '../../platform/mailer.ts';
import type { MailHandlers } from './mail-kinds.ts';
import { findKeptMail, listKeptMails } from './kept-mails.ts';
import { noteView } from './note-view.ts';

export interface OutboxParts {
  readonly mailer: Pick<Mailer, 'kind'>;
  readonly handlers: MailHandlers;
}

/** The outbox is there only while no mail server is set; with one, its links belong to their recipients alone. */
export function mailRoutes<Actor extends { readonly accountId: string; readonly origin: Origin }>(
  door: Door<Actor>,
  { mailer, handlers }: OutboxParts,
): void {
  const needOutbox = () => {
    if (mailer.kind === 'smtp') throw new AppError('not_found');
  };

  door.handle(listOutbox, async ({ tx, query }) => {
    needOutbox();
    return listKeptMails(tx, query);
  });

  door.handle(getOutboxMail, async ({ tx, params, actor, request }) => {
    needOutbox();
    const mail = await findKeptMail(tx, params.id);
    const content = mail && (await handlers[mail.kind].render(tx, mail));
    if (!mail || !content) throw new AppError('not_found');
    // Who asks for the head of the answer alone has seen nothing.
    if (request.method !== 'HEAD') await noteView(tx, actor, mail.id);
    return { ...mail, ...content };
  });
}
