import type { PersonRequest } from '../../../contract/registration.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import type { ResolvedMoment } from '../invitations/resolve-send-at.ts';
import { can } from '../permissions/can.ts';
import { grantProblems } from '../permissions/policy.ts';
import type { Giving, GrantRequest } from '../permissions/policy.ts';
import type { Actor } from '../sessions/actor.ts';

type Problems = Readonly<Record<string, readonly FieldProblem[]>>;

/** @param moment when the mail leaves, by the database's clock, where it does not leave at once */
export function deliveryProblems(
  actor: Pick<Actor, 'permissions'>,
  { channel, sendAt }: PersonRequest['delivery'],
  moment: ResolvedMoment | undefined,
): Problems {
  if (channel === 'link' && !can(actor, 'user-registration:can_hand_over_link')) {
    return { 'delivery.channel': [{ code: 'delivery.link_not_allowed' }] };
  }
  if (sendAt === undefined) return {};
  if (channel !== 'email') return { 'delivery.sendAt': [{ code: 'delivery.send_at_email_only' }] };
  return moment?.problem ? { 'delivery.sendAt': [{ code: moment.problem }] } : {};
}

/** The problems of each grant at its place: `grants.0.permission`. */
export function requestedGrantProblems(
  actor: Giving,
  grants: readonly GrantRequest[],
  today: string,
): Problems {
  const seen = new Set<string>();
  return Object.fromEntries(
    grants.flatMap((grant, index) => {
      const named = `${grant.application}:${grant.permission}`;
      const problems = seen.has(named)
        ? { permission: [{ code: 'grant.already_held' }] }
        : grantProblems(actor, grant, today);
      seen.add(named);
      return Object.entries(problems).map(([field, found]) => [`grants.${index}.${field}`, found]);
    }),
  );
}
