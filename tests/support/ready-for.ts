import type { RouteDefinition } from '../../contract/define-route.ts';
import { askDatabase } from './ask-database.ts';
import type { TestFoyer } from './test-foyer.ts';

const stateBefore: Readonly<Record<string, string>> = {
  suspendAccount: 'active',
  reactivateAccount: 'suspended',
};

/** Puts an account in the state from which the route leads on, where that is not that of somebody invited. */
export async function readyFor(
  server: Pick<TestFoyer, 'database'>,
  { name }: RouteDefinition,
  accountId: string,
): Promise<void> {
  const state = stateBefore[name];
  if (state) await askDatabase(server, 'update account set state = $2 where id = $1', [accountId, state]);
}
