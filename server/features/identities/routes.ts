import * as contract from '../../../contract/identities.ts';
import * as form from '../../../contract/identity-form.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Actor } from '../sessions/actor.ts';
import { changeForm } from './change-form.ts';
import { describeIdentity } from './describe-identity.ts';
import { findForm } from './find-form.ts';
import { saveDraft } from './save-draft.ts';
import type { DraftChanges, IdentityParts } from './save-draft.ts';
import { submitIdentity } from './submit-identity.ts';

export function identityRoutes(door: Door<Actor>, parts: IdentityParts): void {
  door.handle(form.getIdentityForm, ({ tx }) => findForm(tx, parts.texts));

  door.handle(form.changeIdentityForm, ({ tx, actor, body }) => changeForm(tx, parts.texts, actor, body));

  ownRoutes(door, parts);
}

/** My data. */
function ownRoutes(door: Door<Actor>, parts: IdentityParts): void {
  const own = (actor: Actor, changes: DraftChanges) =>
    ({ accountId: actor.accountId, actor, editor: 'person', changes }) as const;

  door.handle(contract.getMyIdentity, ({ tx, actor }) =>
    describeIdentity(tx, parts, actor.accountId, 'person'),
  );

  door.handle(contract.saveMyIdentity, async ({ tx, actor, body }) => {
    await saveDraft(tx, parts, own(actor, body));
    return describeIdentity(tx, parts, actor.accountId, 'person');
  });

  door.handle(contract.submitMyIdentity, async ({ tx, actor, body }) => {
    await submitIdentity(tx, parts, own(actor, body));
    return describeIdentity(tx, parts, actor.accountId, 'person');
  });
}
