import type { z } from 'zod';
import type {
  PeopleAction,
  PeopleRefusal,
  previewPeopleAct as route,
} from '../../../contract/people-batches.ts';
import type { Tx } from '../../platform/database.ts';
import { findAccounts } from '../accounts/find-account.ts';
import { findAskable } from '../identities/ask-for-identities.ts';
import { findUpdatable } from '../identities/ask-for-update.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import type { Actor } from '../sessions/actor.ts';
import { findPerson } from '../sessions/find-person.ts';
import { refusalOfAct } from './policy.ts';
import { checkSelection, selectedPeople } from './selected-people.ts';
import type { PeopleSelection } from './selected-people.ts';

type Order = PeopleSelection & { readonly action: PeopleAction };

/** What an act on many would come to: how many, and who is left out and why. @throws {AppError} not_acceptable */
export async function previewPeopleAct(
  tx: Tx,
  actor: Actor,
  { action, ...selection }: Order,
): Promise<z.input<typeof route.answer>> {
  checkSelection(selection);
  const { founderId } = await organizationSettings(tx);
  const counts = new Map<PeopleRefusal, number>();
  let total = 0;
  for await (const ids of selectedPeople(tx, selection)) {
    total += ids.length;
    for (const reason of await refusalsOf(tx, actor, { action, founderId, ids }))
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const refused = [...counts].map(([reason, count]) => ({ reason, count }));
  const left = refused.reduce((sum, { count }) => sum + count, 0);
  const founder = counts.has('founder_stays') ? (await findPerson(tx, founderId)).name : null;
  return { total, possible: total - left, refused, founder };
}

interface Asked {
  readonly action: PeopleAction;
  readonly founderId: string;
  readonly ids: readonly string[];
}

async function refusalsOf(tx: Tx, actor: Actor, { action, founderId, ids }: Asked): Promise<PeopleRefusal[]> {
  const missing = (known: number) => Array.from({ length: ids.length - known }, () => 'not_found' as const);
  if (action === 'ask' || action === 'update') {
    const people = await (action === 'ask' ? findAskable(tx, ids) : findUpdatable(tx, actor, ids));
    return [...missing(people.length), ...people.flatMap(({ reason }) => reason ?? [])];
  }
  const accounts = await findAccounts(tx, ids);
  const reasons = accounts.flatMap(
    (account) => refusalOfAct(action, actor, { ...account, isFounder: account.id === founderId }) ?? [],
  );
  return [...missing(accounts.length), ...(reasons as PeopleRefusal[])];
}
