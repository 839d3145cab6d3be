import { searchPeople as searchPeopleRoute } from '../../../contract/accounts.ts';
import * as contract from '../../../contract/grants.ts';
import type { Door } from '../../platform/http/door.ts';
import { toldAnew } from '../../platform/http/idempotency.ts';
import type { Actor } from '../sessions/actor.ts';
import { changeGrant, needGrantable, revokeGrant } from './change-grant.ts';
import { grantPermission } from './grant-permission.ts';
import { listApplications } from './list-applications.ts';
import { listCandidates } from './list-candidates.ts';
import { listGrants } from './list-grants.ts';
import { searchPeople } from './search-people.ts';

export function permissionRoutes(door: Door<Actor>): void {
  door.handle(contract.listApplications, ({ tx, actor }) => listApplications(tx, actor));

  door.handle(contract.listGrants, ({ tx, actor, query }) => listGrants(tx, actor, query));

  door.handle(contract.listGrantCandidates, async ({ tx, query }) => ({
    items: await listCandidates(tx, query),
  }));

  door.handle(searchPeopleRoute, async ({ tx, actor, query }) => ({
    people: await searchPeople(tx, actor, query.query),
  }));

  door.handle(contract.grantPermission, ({ tx, actor, body: { account, ...grant } }) =>
    grantPermission(tx, actor, { ...grant, accountId: account }),
  );

  door.handle(
    contract.changeGrant,
    ({ tx, actor, params, body }) => changeGrant(tx, actor, params.id, body),
    toldAnew(({ tx, actor, params }) => needGrantable(tx, actor, params.id)),
  );

  door.handle(contract.revokeGrant, ({ tx, actor, params }) => revokeGrant(tx, actor, params.id));
}
