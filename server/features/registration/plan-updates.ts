import type { PersonRequest } from '../../../contract/registration.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { todayIn } from '../../platform/day.ts';
import { knownTimeZones } from '../../platform/known-time-zones.ts';
import type { KnownAccount } from '../accounts/find-known.ts';
import { findTaken } from '../accounts/find-taken.ts';
import { planIdentities } from '../identities/plan-identities.ts';
import type { IdentityPlan, PlannedIdentity } from '../identities/plan-identities.ts';
import { findUninvited } from '../invitations/find-uninvited.ts';
import type { EndedInvitation } from '../invitations/find-uninvited.ts';
import { resolveSendAt } from '../invitations/resolve-send-at.ts';
import type { ResolvedMoment } from '../invitations/resolve-send-at.ts';
import { findHeld } from '../permissions/find-held.ts';
import type { GrantRequest } from '../permissions/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import type { PlanParts } from './plan-registrations.ts';
import { deliveryProblems, requestedGrantProblems } from './policy.ts';

/** A person who has an account already, and what is wanted of it. */
export interface KnownPerson {
  readonly person: PersonRequest;
  readonly account: KnownAccount;
}

export interface AccountChanges {
  readonly username?: string;
  readonly population?: 'internal' | 'external';
  readonly language?: string;
  readonly timeZone?: string;
}

export interface PlannedUpdate extends KnownPerson {
  readonly outcome: 'update' | 'unchanged' | 'member' | 'blocked';
  readonly problems: Readonly<Record<string, readonly FieldProblem[]>>;
  readonly changes: AccountChanges;
  /** Those that are not held yet. */
  readonly grants: readonly GrantRequest[];
  readonly identity: PlannedIdentity | undefined;
  /** Nobody waits for them any more, by the link that they were given: they are asked again. */
  readonly isInvitedAgain: boolean;
  /** How their last invitation ended, if they are asked again. */
  readonly ended: EndedInvitation | undefined;
  readonly sendAt: ResolvedMoment | undefined;
}

export interface UpdatePlan {
  readonly people: readonly PlannedUpdate[];
  readonly identities: IdentityPlan | undefined;
}

/**
 * What these requests would change for people who have an account: nothing for a member; for who was invited, what their
 * account says; for both it adds grants and an identity where they are missing, and asks again who was revoked.
 */
export async function planUpdates(
  tx: Tx,
  parts: PlanParts,
  actor: Actor,
  known: readonly KnownPerson[],
): Promise<UpdatePlan> {
  if (known.length === 0) return { people: [], identities: undefined };
  const ids = known.map(({ account }) => account.id);
  const [uninvited, held] = [await findUninvited(tx, ids), await findHeld(tx, ids)];
  const zones = await knownTimeZones(
    tx,
    known.flatMap(({ person }) => person.account.timeZone ?? []),
  );
  const changes = known.map(changesOf);
  const names = changes.flatMap(({ username }) => (username === undefined ? [] : [username.toLowerCase()]));
  const taken = names.length > 0 ? await findTaken(tx, [], names) : { usernames: new Set<string>() };
  const reserved = names.length > 0 ? await parts.findReserved?.(tx, names) : undefined;
  const identities = await planIdentities(tx, parts.texts, actor, known.map(wantedIdentity));
  const sent = await sendMoments(tx, actor, known);
  const today = todayIn(actor.timeZone);
  const people = known.map((one, index): PlannedUpdate => {
    const { person, account } = one;
    const change = changes[index] ?? {};
    const grants = (person.grants ?? []).filter(
      ({ application, permission }) => held.get(account.id)?.has(`${application}:${permission}`) !== true,
    );
    const identity = identities?.people[index];
    const isInvitedAgain = account.state === 'invited' && uninvited.has(account.id);
    const ended = isInvitedAgain ? uninvited.get(account.id) : undefined;
    const plan = {
      ...one,
      changes: change,
      grants,
      identity,
      isInvitedAgain,
      ended,
      sendAt: sent.get(index),
    };
    if (isMember(account)) return { ...plan, outcome: 'member', problems: {} };
    const name = change.username?.toLowerCase();
    const problems = {
      ...stateProblems(account),
      ...(name !== undefined &&
        (taken.usernames.has(name) || reserved?.has(name) === true) && {
          'account.username': [{ code: 'account.username_taken' }],
        }),
      ...(change.language !== undefined &&
        !parts.languages.includes(change.language) && { 'account.language': [{ code: 'language.unknown' }] }),
      ...(change.timeZone !== undefined &&
        !zones.has(change.timeZone) && {
          'account.timeZone': [{ code: 'settings.unknown_time_zone' }],
        }),
      ...(isInvitedAgain && deliveryProblems(actor, person.delivery, sent.get(index))),
      ...identity?.problems,
      ...requestedGrantProblems(actor, grants, today),
    };
    if (Object.keys(problems).length > 0) return { ...plan, outcome: 'blocked', problems };
    const isSame = Object.keys(change).length === 0 && grants.length === 0 && !identity && !isInvitedAgain;
    return { ...plan, outcome: isSame ? 'unchanged' : 'update', problems };
  });
  return { people, identities };
}

const isMember = ({ state, identityState }: KnownAccount) =>
  state === 'active' && identityState === 'validated';

function stateProblems({ state }: KnownAccount): Readonly<Record<string, readonly FieldProblem[]>> {
  if (state === 'closed') return { 'account.email': [{ code: 'account.closed' }] };
  return state === 'suspended' ? { 'account.email': [{ code: 'account.suspended' }] } : {};
}

/** What the request names and the account says otherwise; who has joined keeps what they have. */
function changesOf({ person: { account: wanted }, account }: KnownPerson): AccountChanges {
  if (account.state !== 'invited') return {};
  return {
    ...(wanted.username !== undefined &&
      wanted.username.toLowerCase() !== account.usernameCanonical && { username: wanted.username }),
    ...(wanted.population !== undefined &&
      wanted.population !== account.population && { population: wanted.population }),
    ...(wanted.language !== undefined &&
      wanted.language !== account.language && { language: wanted.language }),
    ...(wanted.timeZone !== undefined &&
      wanted.timeZone !== account.timeZone && { timeZone: wanted.timeZone }),
  };
}

/** One that is there is its person's and its reviewers' business. */
function wantedIdentity({ person, account }: KnownPerson) {
  return account.identityState === 'none' && !isMember(account) ? person.identity : undefined;
}

async function sendMoments(
  tx: Tx,
  { timeZone: usual }: Actor,
  known: readonly KnownPerson[],
): Promise<ReadonlyMap<number, ResolvedMoment>> {
  const later = known.flatMap(({ person, account }, place) =>
    person.delivery.sendAt === undefined
      ? []
      : [{ place, sendAt: person.delivery.sendAt, timeZone: account.timeZone ?? usual }],
  );
  const resolved = await resolveSendAt(tx, later);
  return new Map(
    later.flatMap(({ place }, index): [number, ResolvedMoment][] => {
      const moment = resolved[index];
      return moment ? [[place, moment]] : [];
    }),
  );
}
