import { randomUUIDv7 } from 'node:crypto';
import { parseEmailAddress } from '../../../contract/email-address.ts';
import type { PersonRequest } from '../../../contract/registration.ts';
import { deriveUsername, numberedUsername } from '../../../contract/username.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { knownTimeZones } from '../../platform/known-time-zones.ts';
import type { Texts } from '../../platform/texts.ts';
import { findTaken } from '../accounts/find-taken.ts';
import { planIdentities } from '../identities/plan-identities.ts';
import type { IdentityPlan, PlannedIdentity } from '../identities/plan-identities.ts';
import { resolveSendAt } from '../invitations/resolve-send-at.ts';
import type { ResolvedMoment } from '../invitations/resolve-send-at.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import type { OrganizationSettings } from '../organizations/organization-settings.ts';
import { todayIn } from '../../platform/day.ts';
import type { Actor } from '../sessions/actor.ts';
import { spareNames } from './spare-names.ts';
import { deliveryProblems } from './policy.ts';
import { requestedGrantProblems } from './policy.ts';

export interface PlannedRegistration {
  /** Of the account that it becomes. */
  readonly accountId: string;
  readonly person: PersonRequest;
  /** Given or derived; free when the plan was made. */
  readonly username: string;
  readonly usernameWasDerived: boolean;
  readonly language: string;
  /** When the mail leaves; undefined: now. */
  readonly sendAt: ResolvedMoment | undefined;
  /** By the path of the field in the person's request. Empty: ready to be applied. */
  readonly problems: Readonly<Record<string, readonly FieldProblem[]>>;
  /** Undefined: registered without. */
  readonly identity: PlannedIdentity | undefined;
}

export interface RegistrationPlan {
  readonly people: readonly PlannedRegistration[];
  readonly settings: OrganizationSettings;
  /** Undefined: nobody is registered with an identity. */
  readonly identities: IdentityPlan | undefined;
}

export interface PlanParts {
  /** The languages that have a catalog. */
  readonly languages: readonly string[];
  readonly texts: Texts;
  /** Of these canonical usernames those that are promised to others: of the same import, whose turn comes later. */
  readonly findReserved?: (tx: Tx, usernames: readonly string[]) => Promise<ReadonlySet<string>>;
}

// A derived name that is taken is tried with these numbers: in the same look-up for a few people, in a second for many.
const numbers = Array.from({ length: 30 }, (_, index) => index + 2);
const few = 20;

/**
 * What registering these people would do, and everything that speaks against it: the one rule book behind every
 * way in. Nothing is written; the constraints decide again when the plan is applied.
 */
export async function planRegistrations(
  tx: Tx,
  parts: PlanParts,
  actor: Actor,
  people: readonly PersonRequest[],
): Promise<RegistrationPlan> {
  const { languages, texts } = parts;
  const settings = await organizationSettings(tx);
  const wanted = people.map(wantedNames);
  const taken = await findTakenNames(tx, parts, wanted);
  const spare = await spareNames(tx, crowdedNames(wanted, taken.usernames), numbers.length + 2);
  const today = todayIn(settings.timeZone);
  const zones = await knownTimeZones(
    tx,
    people.flatMap(({ account }) => account.timeZone ?? []),
  );
  const moments = await resolveMoments(tx, people, { zones, usual: settings.timeZone });
  const identities = await planIdentities(
    tx,
    texts,
    actor,
    people.map(({ identity }) => identity),
  );
  const planned = people.map((person, index): PlannedRegistration => {
    const names = wanted[index] ?? wantedNames(person);
    const username = takeUsername(names, taken.usernames, spare.get(names.username));
    const language = person.account.language ?? settings.language;
    const identity = identities?.people[index];
    const problems = {
      ...(isTaken(names.email, taken.emails) && { 'account.email': [{ code: 'account.email_taken' }] }),
      ...(username === undefined && { 'account.username': [{ code: 'account.username_taken' }] }),
      ...(!languages.includes(language) && { 'account.language': [{ code: 'language.unknown' }] }),
      ...(person.account.timeZone !== undefined &&
        !zones.has(person.account.timeZone) && {
          'account.timeZone': [{ code: 'settings.unknown_time_zone' }],
        }),
      ...deliveryProblems(actor, person.delivery, moments.get(index)),
      ...identity?.problems,
      ...requestedGrantProblems(actor, person.grants ?? [], today),
    };
    return {
      accountId: randomUUIDv7(),
      person,
      username: username ?? names.username,
      usernameWasDerived: names.derived,
      language,
      sendAt: moments.get(index),
      problems,
      identity,
    };
  });
  return { people: planned, settings, identities };
}

/** Which of the wanted names and addresses are no longer free. Sets of our own: what the plan gives away is added. */
async function findTakenNames(tx: Tx, { findReserved }: PlanParts, wanted: readonly WantedNames[]) {
  const look = async (emails: readonly string[], usernames: readonly string[]) => {
    const taken = await findTaken(tx, emails, usernames);
    const reserved = (await findReserved?.(tx, usernames)) ?? new Set<string>();
    return { emails: taken.emails, usernames: new Set([...taken.usernames, ...reserved]) };
  };
  const emails = wanted.map(({ email }) => email);
  const firstOf = ({ username }: WantedNames) => username.toLowerCase();
  const isMany = wanted.length > few;
  const taken = await look(
    emails,
    wanted.flatMap((names) => (isMany ? [firstOf(names)] : [names.username, ...names.alternatives])),
  );
  if (!isMany) return taken;
  const asked = Map.groupBy(wanted, firstOf);
  const contested = wanted.filter(
    (names) =>
      names.derived && (taken.usernames.has(firstOf(names)) || (asked.get(firstOf(names))?.length ?? 0) > 1),
  );
  if (contested.length === 0) return taken;
  const others = await look([], [...new Set(contested.flatMap(({ alternatives }) => alternatives))]);
  return { emails: taken.emails, usernames: new Set([...taken.usernames, ...others.usernames]) };
}

/** By the place of the person: when the mails leave that don't leave at once. */
async function resolveMoments(
  tx: Tx,
  people: readonly PersonRequest[],
  { zones, usual }: { readonly zones: ReadonlySet<string>; readonly usual: string },
): Promise<ReadonlyMap<number, ResolvedMoment>> {
  const later = people.flatMap(({ account, delivery: { sendAt } }, place) => {
    const { timeZone = usual } = account;
    return sendAt === undefined ? [] : [{ place, sendAt, timeZone: zones.has(timeZone) ? timeZone : usual }];
  });
  const resolved = await resolveSendAt(tx, later);
  return new Map(
    later.flatMap(({ place }, index): [number, ResolvedMoment][] => {
      const moment = resolved[index];
      return moment ? [[place, moment]] : [];
    }),
  );
}

interface WantedNames {
  readonly email: string;
  readonly username: string;
  readonly derived: boolean;
  readonly alternatives: readonly string[];
}

function wantedNames({ account }: PersonRequest): WantedNames {
  const parsed = parseEmailAddress(account.email);
  const email = parsed.ok ? parsed.canonical : account.email;
  if (account.username !== undefined) {
    return {
      email,
      username: account.username,
      derived: false,
      alternatives: [account.username.toLowerCase()],
    };
  }
  const username = deriveUsername(account.email);
  return { email, username, derived: true, alternatives: numbers.map((n) => numberedUsername(username, n)) };
}

/** Derived names for which more people ask than the first numbers are free, and how many they are. */
function crowdedNames(wanted: readonly WantedNames[], taken: ReadonlySet<string>): Map<string, number> {
  const byName = Map.groupBy(
    wanted.filter(({ derived }) => derived),
    ({ username }) => username,
  );
  const crowded = [...byName].flatMap(([name, people]): [string, number][] => {
    const candidates = [name, ...(people[0]?.alternatives ?? [])];
    const free = candidates.filter((candidate) => !taken.has(candidate)).length;
    return free < people.length ? [[name, people.length]] : [];
  });
  return new Map(crowded);
}

/** The first free name, taken from then on: two people of one plan never get the same. */
function takeUsername(
  { username, derived, alternatives }: WantedNames,
  taken: Set<string>,
  spare: readonly string[] = [],
): string | undefined {
  const candidates = derived ? [username, ...alternatives, ...spare] : [username];
  const free = candidates.find((candidate) => !taken.has(candidate.toLowerCase()));
  if (free !== undefined) taken.add(free.toLowerCase());
  return free;
}

/** Taken before, or by someone earlier in the same plan. */
function isTaken(email: string, taken: Set<string>): boolean {
  if (taken.has(email)) return true;
  taken.add(email);
  return false;
}
