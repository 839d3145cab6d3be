import { registerPerson } from '../../../contract/registration.ts';
import type { Door } from '../../platform/http/door.ts';
import { joinLink } from '../invitations/invitation-link.ts';
import { handedLinkAgain } from '../invitations/hand-over-link.ts';
import type { HandOverParts } from '../invitations/hand-over-link.ts';
import { needInvitation } from '../invitations/need-invitation.ts';
import type { Actor } from '../sessions/actor.ts';
import { register } from './register.ts';
import type { RegisterParts } from './register.ts';

export function registrationRoutes(door: Door<Actor>, parts: RegisterParts & HandOverParts): void {
  door.handle(
    registerPerson,
    async ({ tx, actor, body }) => {
      const [registered] = await register(tx, parts, actor, [body]);
      if (!registered) throw new Error('one person was registered, none came back');
      const { accountId, planned, invitation } = registered;
      const { email, population = 'internal' } = body.account;
      const { username, language } = planned;
      return {
        account: { id: accountId, email, username, population, language, state: 'invited' as const },
        invitation: await needInvitation(tx, actor, invitation.id),
        link:
          body.delivery.channel === 'link' ? joinLink(parts.links, parts.publicUrl, invitation) : undefined,
      };
    },
    {
      strip: ({ link: _, ...answer }) => answer,
      restore: async (tx, answer) =>
        answer.invitation.channel === 'link'
          ? { ...answer, link: await handedLinkAgain(tx, parts, { id: answer.invitation.id, generation: 1 }) }
          : answer,
    },
  );
}
