import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from './actor.ts';

export type Person = Omit<
  Actor,
  'permissions' | 'sessionId' | 'sessionExpiresAt' | 'hasFreshSignIn' | 'origin'
>;

/** Everything that decides what these accounts may do, from the view where account, identity and grants meet. */
export async function findPeople(tx: Tx, accountIds: readonly string[]): Promise<Person[]> {
  const rows = await tx
    .selectFrom('actor')
    .select(['organizationId', 'organizationName', 'organizationSlug', 'timeZone', 'accountId', 'email'])
    .select([
      'username',
      'name',
      'language',
      'accountState',
      'identityState',
      'personalCode',
      'isFounder',
      'granted',
      'heldUntil',
    ])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', 'in', accountIds)
    .execute();
  return rows.map((row) => ({ ...row, granted: new Set(row.granted) }));
}

export async function findPerson(tx: Tx, accountId: string): Promise<Person> {
  const [person] = await findPeople(tx, [accountId]);
  if (!person) throw new AppError('not_found');
  return person;
}
