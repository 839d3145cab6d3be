import * as contract from '../../../contract/invitations.ts';
import * as changes from '../../../contract/invitation-changes.ts';
import * as join from '../../../contract/join.ts';
import * as mails from '../../../contract/mails.ts';
import { refuseField } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Tx } from '../../platform/database.ts';
import type { CallOfOne } from '../../platform/http/call.ts';
import type { Door } from '../../platform/http/door.ts';
import { toldAnew } from '../../platform/http/idempotency.ts';
import { originOf } from '../../platform/http/origin.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import type { MailEnvironment } from '../organizations/sender.ts';
import type { Actor } from '../sessions/actor.ts';
import { answerWithSession } from '../sessions/routes.ts';
import type { SessionParts } from '../sessions/routes.ts';
import { actOnOne } from './act-on-one.ts';
import { invitationBatchRoutes } from './batch-routes.ts';
import { countInvitations } from './count-invitations.ts';
import { declineInvitation } from './decline-invitation.ts';
import { checkExtension } from './extend.ts';
import { editInvitation } from './edit-invitation.ts';
import { listInvitations } from './find-invitations.ts';
import { invitationDetail } from './invitation-detail.ts';
import { findInviters } from './find-inviters.ts';
import { handedLinkAgain, handOverLink } from './hand-over-link.ts';
import { inspectLink, lockLink, parseInvitationLink } from './inspect-link.ts';
import type { LiveInvitation } from './inspect-link.ts';
import { joinOrganization } from './join-organization.ts';
import { openInvitation } from './open-invitation.ts';
import { previewInvitation } from './preview-invitation.ts';
import { renewInvitation } from './renew-invitation.ts';
import { reportBounce } from './report-bounce.ts';
import { resendInvitation } from './resend-invitation.ts';
import { tellLimits } from './tell-limits.ts';

type InvitationParts = SessionParts & Pick<MailEnvironment, 'mailFrom'>;

export function invitationRoutes(door: Door<Actor>, parts: InvitationParts): void {
  operatorRoutes(door, parts);
  invitationBatchRoutes(door, { ...parts, languages: parts.texts.languages });
  inviteeRoutes(door, parts);
}

function operatorRoutes(door: Door<Actor>, parts: InvitationParts): void {
  door.handle(contract.countInvitations, ({ tx, actor, query }) =>
    countInvitations(tx, { ...query, timeZone: actor.timeZone }),
  );

  door.handle(contract.listInviters, async ({ tx }) => ({ items: await findInviters(tx) }));

  door.handle(contract.listInvitations, ({ tx, actor, query }) => listInvitations(tx, actor, query));

  const describe = ({ tx, actor, params }: CallOfOne<Actor>) => invitationDetail(tx, actor, params.id);

  door.handle(contract.getInvitation, describe);

  door.handle(
    changes.editInvitation,
    async (call) => {
      const { tx, actor, params, body } = call;
      const { jobs, texts } = parts;
      await editInvitation(tx, { jobs, languages: texts.languages }, actor, { id: params.id, changes: body });
      return describe(call);
    },
    toldAnew(describe),
  );

  door.handle(contract.resendInvitation, ({ tx, actor, params, body }) =>
    resendInvitation(tx, parts, actor, { id: params.id, email: body.email }),
  );

  door.handle(changes.remindInvitation, ({ tx, actor, params }) =>
    actOnOne(tx, parts, actor, { id: params.id, action: 'remind' }),
  );

  door.handle(changes.extendInvitation, async ({ tx, actor, params, body }) => {
    await checkExtension(tx, body);
    return actOnOne(tx, parts, actor, { id: params.id, action: 'extend', extension: body });
  });

  door.handle(contract.revokeInvitation, ({ tx, actor, params }) =>
    actOnOne(tx, parts, actor, { id: params.id, action: 'revoke' }),
  );

  door.handle(contract.getSendingLimits, ({ tx, actor }) => tellLimits(tx, actor));

  door.handle(contract.handOverLink, ({ tx, actor, params }) => handOverLink(tx, parts, actor, params.id), {
    strip: ({ link: _, ...answer }) => answer,
    restore: async (tx, answer) => {
      const { generation } = answer as { generation?: number };
      const link = await handedLinkAgain(tx, parts, {
        id: answer.invitation.id,
        generation: generation ?? 0,
      });
      return { ...answer, link };
    },
  });

  door.handle(mails.reportBounce, ({ tx, actor, body }) => reportBounce(tx, actor, body));

  door.handle(contract.previewInvitation, ({ tx, actor, body }) => {
    if (body.language !== undefined && !parts.texts.languages.includes(body.language)) {
      throw refuseField('language', 'language.unknown');
    }
    return previewInvitation(tx, parts, actor, body);
  });
}

function inviteeRoutes(door: Door<Actor>, parts: SessionParts): void {
  const { db, links, jobs } = parts;

  /** Work on the live invitation behind a link, in its organization. */
  async function withInvitation<T>(
    token: string,
    work: (tx: Tx, invitation: LiveInvitation) => Promise<T>,
    find = inspectLink,
  ) {
    const target = parseInvitationLink(links, token);
    return withOrganization(db, target.organizationId, async (tx) =>
      work(tx, await find(tx, links, target, token)),
    );
  }

  door.handleApart(join.inspectInvitation, async ({ body, whoIsThere }) => {
    const signedIn = await whoIsThere();
    return withInvitation(body.token, async (tx, invitation) => {
      const { name, slug } = await organizationSettings(tx);
      return {
        state: invitation.expired ? ('expired' as const) : ('open' as const),
        organization: { name, slug },
        inviter: invitation.inviter,
        email: invitation.email,
        username: invitation.username,
        message: invitation.message,
        language: invitation.language,
        expiresAt: (invitation.expiresAt ?? new Date()).toISOString(),
        signedInAs: signedIn && signedIn.accountId !== invitation.accountId ? signedIn.name : null,
      };
    });
  });

  door.handleApart(join.openInvitation, ({ body, request }) =>
    withInvitation(body.token, (tx, invitation) => openInvitation(tx, invitation, originOf(request))),
  );

  door.handleApart(join.joinOrganization, async ({ body, request, reply, whoIsThere }) => {
    const origin = originOf(request);
    const started = await joinOrganization(parts, body, { origin, signedIn: await whoIsThere() });
    return answerWithSession(parts, reply, started, origin);
  });

  door.handleApart(join.declineInvitation, ({ body, request }) =>
    withInvitation(
      body.token,
      (tx, invitation) => declineInvitation(tx, jobs, invitation, originOf(request)),
      lockLink,
    ),
  );

  door.handleApart(join.renewInvitation, async ({ body, request }) => {
    await renewInvitation(parts, body.token, originOf(request));
    return {};
  });
}
