import type { RouteDefinition } from '../../contract/define-route.ts';
import { askDatabase } from './ask-database.ts';
import type { TestFoyer } from './test-foyer.ts';

const stateBefore: Readonly<Record<string, string>> = {
  askForUpdate: 'active',
  suspendAccount: 'active',
  reactivateAccount: 'suspended',
};

/** What else must be so, of the account or of whoever calls. */
const worldBefore: Readonly<Record<string, string>> = {
  askForUpdate: `update identity set state = 'validated', pending_state = null, pending_news = null, version_in_force = 1,
    personal_code = (20000000 + floor(random() * 10000000))::int::text where account_id = $1`,
  // Everybody of the organization is asked, whoever calls.
  confirmMyIdentity: `insert into identity_update_request (organization_id, account_id, id, asked_by)
    select a.organization_id, a.id, gen_random_uuid(), a.id from account a join account o using (organization_id) where o.id = $1
    on conflict (organization_id, account_id) do update set answered_at = null`,
};

/** Puts an account in the state from which the route leads on, where that is not that of somebody invited. */
export async function readyFor(
  server: Pick<TestFoyer, 'database'>,
  { name }: RouteDefinition,
  accountId: string,
): Promise<void> {
  const state = stateBefore[name];
  if (state) await askDatabase(server, 'update account set state = $2 where id = $1', [accountId, state]);
  const world = worldBefore[name];
  if (world) await askDatabase(server, world, [accountId]);
}
