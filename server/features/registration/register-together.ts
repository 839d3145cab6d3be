import type { PersonRequest } from '../../../contract/registration.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { planRegistrations } from './plan-registrations.ts';
import { applyRegistrations, lockDerivedNames } from './register.ts';
import type { Registered, RegisterParts } from './register.ts';

interface Asked {
  readonly actor: Actor;
  readonly person: PersonRequest;
}

/**
 * Registers people whom several requests ask for at the same moment, as if each were alone.
 * @returns in the order in which they were asked for; undefined where something speaks against it, or a link is to be
 *   handed over: nothing was done for that one
 */
export async function registerTogether(
  tx: Tx,
  parts: RegisterParts,
  asked: readonly Asked[],
): Promise<(Registered | undefined)[]> {
  const fit = asked.filter(({ person }) => person.delivery.channel !== 'link');
  if (tx.attempt > 1) {
    await lockDerivedNames(
      tx,
      fit.map(({ person }) => person),
    );
  }
  const done = new Map<PersonRequest, Registered>();
  const byActor = Map.groupBy(fit, ({ actor }) => `${actor.accountId} ${actor.origin.apiKeyId ?? ''}`);
  for (const group of byActor.values()) {
    for (const registered of await registerGroup(tx, parts, group)) {
      done.set(registered.planned.person, registered);
    }
  }
  return asked.map(({ person }) => done.get(person));
}

/** Of one actor. Whoever has a problem is left out, and the others are planned as if they had never been there. */
async function registerGroup(tx: Tx, parts: RegisterParts, group: readonly Asked[]): Promise<Registered[]> {
  const [first] = group;
  if (!first) return [];
  const plan = (people: readonly PersonRequest[]) => planRegistrations(tx, parts, first.actor, people);
  const asked = await plan(group.map(({ person }) => person));
  const good = asked.people.filter(isGood).map(({ person }) => person);
  if (good.length === 0) return [];
  const planned = good.length === group.length ? asked : await plan(good);
  if (!planned.people.every(isGood)) return [];
  const originOf = new Map(group.map(({ person, actor }) => [person, actor.origin]));
  const byPerson = new Map(
    planned.people.map(({ accountId, person }) => [accountId, originOf.get(person) ?? first.actor.origin]),
  );
  const actor = { ...first.actor, origin: { ...first.actor.origin, byPerson } };
  return applyRegistrations(tx, parts, actor, planned);
}

const isGood = ({ problems }: { readonly problems: object }) => Object.keys(problems).length === 0;
