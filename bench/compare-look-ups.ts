import { checkAvailability } from '../server/features/accounts/check-availability.ts';
import { withOrganization } from '../server/platform/database.ts';
import type { Db } from '../server/platform/database.ts';

interface Compared {
  /** Of each try, in milliseconds. */
  readonly useCase: readonly number[];
  readonly bare: readonly number[];
}

// Plans and pages are warm after these.
const warmUp = 200;

/**
 * Whether a name is free, asked of the use case and of the bare look-up, turn by turn, so that what disturbs the
 * machine disturbs both. Accounts are named `person.N`; every other name that is asked for is free.
 */
export async function compareLookUps(
  db: Db,
  organizationId: string,
  { accounts, tries }: { readonly accounts: number; readonly tries: number },
): Promise<Compared> {
  const useCase: number[] = [];
  const bare: number[] = [];
  for (let number = 0; number < tries + warmUp; number += 1) {
    const name = `person.${(number * 7919) % (2 * accounts)}`;
    const asked = { email: `${name}@bench.example`, username: name };
    useCase.push(
      await timed(() => withOrganization(db, organizationId, (tx) => checkAvailability(tx, [asked]))),
    );
    bare.push(await timed(() => lookUp(db, organizationId, name)));
  }
  return { useCase: useCase.slice(warmUp), bare: bare.slice(warmUp) };
}

function lookUp(db: Db, organizationId: string, name: string) {
  return withOrganization(db, organizationId, (tx) =>
    tx
      .selectFrom('account')
      .select('id')
      .where('organizationId', '=', organizationId)
      .where('emailCanonical', '=', `${name}@bench.example`)
      .executeTakeFirst(),
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
