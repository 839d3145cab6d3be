import { exportAccounts } from '../../../contract/people-export.ts';
import * as contract from '../../../contract/people.ts';
import type { Door } from '../../platform/http/door.ts';
import type { IdentityParts } from '../identities/save-draft.ts';
import type { Actor } from '../sessions/actor.ts';
import { changePerson } from './change-person.ts';
import { closeAccount } from './close-account.ts';
import { describePerson } from './describe-person.ts';
import { erasePerson } from './erase-person.ts';
import { startExport } from './start-export.ts';
import { reactivateAccount, suspendAccount } from './suspend-account.ts';

export function peopleRoutes(door: Door<Actor>, parts: IdentityParts): void {
  door.handleApart(exportAccounts, (call) => startExport(parts.texts, call));

  door.handle(contract.getAccount, ({ tx, actor, params }) => describePerson(tx, parts, actor, params.id));

  door.handle(contract.changeAccount, async ({ tx, actor, params: { id }, body }) => {
    await changePerson(tx, parts.texts, actor, { id, body });
    return describePerson(tx, parts, actor, id);
  });

  door.handle(contract.suspendAccount, ({ tx, actor, params }) => suspendAccount(tx, actor, params.id));

  door.handle(contract.reactivateAccount, ({ tx, actor, params }) => reactivateAccount(tx, actor, params.id));

  door.handle(contract.closeAccount, ({ tx, actor, params }) => closeAccount(tx, actor, params.id));

  door.handle(contract.eraseAccount, ({ tx, actor, params }) => erasePerson(tx, actor, params.id));
}
