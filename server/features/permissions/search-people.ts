import type { FoundPerson } from '../../../contract/accounts.ts';
import type { AccountState } from '../../../contract/shared-schemas.ts';
import type { Tx } from '../../platform/database.ts';
import { findPeople } from '../search/find-people.ts';
import { plainOf } from '../search/search-words.ts';
import type { Actor } from '../sessions/actor.ts';
import { can } from './can.ts';
import { shownPeople } from './people-who-begin.ts';

/** Among so many, who begins with what was typed comes first. */
const considered = 60;
const states: readonly AccountState[] = ['invited', 'active', 'suspended'];

/** Whom the command search offers: only to callers who have a page on which they see people anyway. */
export async function searchPeople(
  tx: Tx,
  actor: Pick<Actor, 'permissions'>,
  typed: string,
): Promise<FoundPerson[]> {
  const maySee = (
    ['user-registration:access', 'permissions:can_grant', 'user-management:access'] as const
  ).some((permission) => can(actor, permission));
  if (!maySee || typed.trim() === '') return [];
  const { ids } = await findPeople(tx, { query: typed, states }, { sort: 'best', limit: considered });
  if (ids.length === 0) return [];
  const people = await tx
    .selectFrom('person')
    .select(['id', 'name', 'username', 'email', 'personalCode', 'state', 'identityState'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', 'in', ids)
    .execute();
  const [start = ''] = plainOf(typed).split(' ');
  const rank = ({ name, username }: FoundPerson) => {
    const words = ` ${plainOf(name)} ${username}`;
    return words.startsWith(` ${start}`) ? 0 : words.includes(` ${start}`) ? 1 : 2;
  };
  const order = new Map(ids.map((id, index) => [id, index]));
  return people
    .toSorted((a, b) => rank(a) - rank(b) || (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .slice(0, shownPeople);
}
