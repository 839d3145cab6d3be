import { parseEmailAddress } from '../../../contract/email-address.ts';
import type { PersonRequest } from '../../../contract/registration.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { findKnown } from '../accounts/find-known.ts';
import type { Actor } from '../sessions/actor.ts';
import { planRegistrations } from './plan-registrations.ts';
import type { PlannedRegistration, PlanParts, RegistrationPlan } from './plan-registrations.ts';
import { planUpdates } from './plan-updates.ts';
import type { PlannedUpdate, UpdatePlan } from './plan-updates.ts';

export interface PlannedPerson {
  readonly outcome: 'create' | 'update' | 'unchanged' | 'member' | 'blocked';
  /** By the path of the field in the person's request. */
  readonly problems: Readonly<Record<string, readonly FieldProblem[]>>;
  readonly username: string;
  readonly hasIdentity: boolean;
  readonly accountId: string | undefined;
  readonly registration: PlannedRegistration | undefined;
  readonly update: PlannedUpdate | undefined;
}

export interface PeoplePlan {
  /** In the order asked. */
  readonly people: readonly PlannedPerson[];
  readonly registrations: RegistrationPlan;
  readonly updates: UpdatePlan;
}

/** The plan for people of whom some may be known already: the one rule book for a list that is given again. */
export async function planPeople(
  tx: Tx,
  parts: PlanParts,
  actor: Actor,
  people: readonly PersonRequest[],
): Promise<PeoplePlan> {
  const emails = people.map(({ account }) => canonicalOf(account.email));
  const accounts = await findKnown(tx, emails);
  const split = people.map((person, index) => ({ person, account: accounts.get(emails[index] ?? '') }));
  const newcomers = split.flatMap(({ person, account }) => (account ? [] : [person]));
  const known = split.flatMap(({ person, account }) => (account ? [{ person, account }] : []));
  const registrations = await planRegistrations(tx, parts, actor, newcomers);
  const updates = await planUpdates(tx, parts, actor, known);
  const [nextNew, nextKnown] = [registrations.people.values(), updates.people.values()];
  return {
    people: split.map(({ account }) =>
      account ? ofUpdate(nextKnown.next().value) : ofRegistration(nextNew.next().value),
    ),
    registrations,
    updates,
  };
}

function canonicalOf(email: string): string {
  const parsed = parseEmailAddress(email);
  return parsed.ok ? parsed.canonical : email;
}

function ofRegistration(registration: PlannedRegistration | undefined): PlannedPerson {
  if (!registration) throw new Error('as many plans as people');
  const { problems, username, identity } = registration;
  return {
    outcome: Object.keys(problems).length > 0 ? 'blocked' : 'create',
    problems,
    username,
    hasIdentity: identity !== undefined,
    accountId: undefined,
    registration,
    update: undefined,
  };
}

function ofUpdate(update: PlannedUpdate | undefined): PlannedPerson {
  if (!update) throw new Error('as many plans as people');
  const { outcome, problems, changes, account, identity } = update;
  return {
    outcome,
    problems,
    username: changes.username ?? account.username,
    hasIdentity: identity !== undefined,
    accountId: account.id,
    registration: undefined,
    update,
  };
}
