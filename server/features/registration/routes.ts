import { checkRegistration, registerPerson } from '../../../contract/registration.ts';
import type { Door } from '../../platform/http/door.ts';
import { findSimilar } from '../identities/find-similar.ts';
import { describeInvitation } from '../invitations/find-invitations.ts';
import { joinLink } from '../invitations/invitation-link.ts';
import { handedLinkAgain } from '../invitations/hand-over-link.ts';
import type { HandOverParts } from '../invitations/hand-over-link.ts';
import type { Actor } from '../sessions/actor.ts';
import { readyPlan } from './ready-plan.ts';
import { register } from './register.ts';
import type { Registered, RegisterParts } from './register.ts';
import { registerTogether } from './register-together.ts';

export function registrationRoutes(door: Door<Actor>, parts: RegisterParts & HandOverParts): void {
  door.handle(checkRegistration, async ({ tx, actor, body }) => {
    const { people } = await readyPlan(tx, parts, actor, [body]);
    return {
      username: people[0]?.username ?? '',
      similar: body.identity ? await findSimilar(tx, parts.texts, actor, body.identity.fields) : [],
    };
  });

  door.handleTogether(registerPerson, {
    alone: async ({ tx, actor, body }) => {
      const [registered] = await register(tx, parts, actor, [body]);
      if (!registered) throw new Error('one person was registered, none came back');
      const { invitation } = registered;
      return {
        ...describeRegistered(actor, registered),
        link: body.delivery.channel === 'link' ? await joinLink(tx, parts, invitation) : undefined,
      };
    },
    together: async (tx, calls) => {
      const registered = await registerTogether(
        tx,
        parts,
        calls.map(({ actor, body }) => ({ actor, person: body })),
      );
      return registered.map((one, index) => {
        const actor = calls[index]?.actor;
        return one && actor && describeRegistered(actor, one);
      });
    },
    secrets: {
      strip: ({ link: _, ...answer }) => answer,
      restore: async (tx, answer) =>
        answer.invitation.channel === 'link'
          ? { ...answer, link: await handedLinkAgain(tx, parts, { id: answer.invitation.id, generation: 1 }) }
          : answer,
    },
  });
}

/** Why the mail leaves later than asked, if it does. */
function movedBy({ invitation, planned }: Registered): 'daily_limit' | 'clock_change' | null {
  if (invitation.isPostponed) return 'daily_limit';
  return planned.sendAt?.isMoved ? 'clock_change' : null;
}

/** Made of what was written: to ask for it again would cost as much as a third of the registration. */
function describeRegistered(actor: Actor, registered: Registered) {
  const { accountId, planned, invitation, identity } = registered;
  const { person, username, language } = planned;
  const { email, population = 'internal' } = person.account;
  const account = { id: accountId, email, username, population, language, state: 'invited' as const };
  return {
    account,
    moved: movedBy(registered),
    identity: identity && { state: identity.state, personalCode: identity.personalCode },
    invitation: describeInvitation(actor, {
      ...invitation,
      accountId,
      name: (identity?.state === 'validated' && identity.name) || username,
      username,
      email,
      accountState: 'invited',
      identityState: identity?.state ?? 'none',
      population,
      // Who registered them could grant all of it.
      isBeyond: false,
      inviter: { id: actor.accountId, name: actor.name, username: actor.username, email: actor.email },
    }),
  };
}
