import type { AnswerOf, QueryOf } from '../../../contract/define-route.ts';
import type { listAccounts as route } from '../../../contract/registry.ts';
import type { Tx } from '../../platform/database.ts';
import { listPeople } from '../identities/list-people.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import type { Actor } from '../sessions/actor.ts';
import { lastSeenOf } from '../sessions/last-seen-of.ts';
import { rowAbilitiesOf } from './policy.ts';

/** A page of the registry, with when each was last seen and what may be done about them from there. */
export async function listRegistry(
  tx: Tx,
  actor: Actor,
  query: QueryOf<typeof route>,
): Promise<AnswerOf<typeof route>> {
  const { items, ...page } = await listPeople(tx, query);
  const seen = await lastSeenOf(
    tx,
    items.map(({ id }) => id),
  );
  const { founderId } = await organizationSettings(tx);
  return {
    ...page,
    items: items.map((person) => ({
      ...person,
      lastSeenAt: seen.get(person.id)?.toISOString() ?? null,
      abilities: rowAbilitiesOf(actor, { ...person, isFounder: person.id === founderId }),
    })),
  };
}
