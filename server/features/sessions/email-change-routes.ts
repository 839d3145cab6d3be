import * as contract from '../../../contract/email-change.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Door } from '../../platform/http/door.ts';
import { originOf } from '../../platform/http/origin.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from './actor.ts';
import { askForEmailChange } from './ask-for-email-change.ts';
import type { EmailChangeParts } from './ask-for-email-change.ts';
import { confirmEmailChange, refuseEmailChange } from './confirm-email-change.ts';
import { findLinkedChange, parseEmailChangeLink } from './email-change-link.ts';
import { findEmailChange } from './find-email-change.ts';
import { findPerson } from './find-person.ts';
import { voidEmailChange } from './void-pending-links.ts';

/** A change of email: asked for on Security, confirmed by the links that both addresses get. */
export function emailChangeRoutes(door: Door<Actor>, parts: EmailChangeParts): void {
  const { links } = parts;

  door.handle(contract.getEmailChange, async ({ tx, actor }) => ({
    email: actor.email,
    change: await findEmailChange(tx, actor.accountId),
  }));

  door.handle(contract.askForEmailChange, async ({ tx, actor, body }) => {
    await askForEmailChange(tx, parts, actor, body.email);
    const change = await findEmailChange(tx, actor.accountId);
    if (!change) throw new AppError('not_possible_now');
    return change;
  });

  door.handle(contract.cancelEmailChange, async ({ tx, actor: { accountId, origin } }) => {
    if (!(await voidEmailChange(tx, accountId))) throw new AppError('not_found');
    const subject = { type: 'account', id: accountId } as const;
    await recordActivity(tx, origin, [{ action: 'email.change_cancelled', actorId: accountId, subject }]);
  });

  door.handleApart(contract.inspectEmailChange, ({ db, body: { token } }) => {
    const target = parseEmailChangeLink(links, token);
    return withOrganization(db, target.organizationId, async (tx) => {
      const { accountId, from, to, side, language } = await findLinkedChange(tx, links, target, token);
      const { organizationName } = await findPerson(tx, accountId);
      return { organization: { name: organizationName }, from, to, side, language };
    });
  });

  door.handleApart(contract.confirmEmailChange, ({ db, body: { token }, request }) => {
    const target = parseEmailChangeLink(links, token);
    return withOrganization(db, target.organizationId, async (tx) => ({
      done: await confirmEmailChange(tx, links, { target, token }, originOf(request)),
    }));
  });

  door.handleApart(contract.refuseEmailChange, ({ db, body: { token }, request }) => {
    const target = parseEmailChangeLink(links, token);
    return withOrganization(db, target.organizationId, (tx) =>
      refuseEmailChange(tx, links, { target, token }, originOf(request)),
    );
  });
}
