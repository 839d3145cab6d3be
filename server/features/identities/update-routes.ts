import * as updates from '../../../contract/identity-updates.ts';
import { AppError } from '../../platform/app-error.ts';
import type { CallOfOne } from '../../platform/http/call.ts';
import type { Door } from '../../platform/http/door.ts';
import { toldAnew } from '../../platform/http/idempotency.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Actor } from '../sessions/actor.ts';
import { askForUpdate } from './ask-for-update.ts';
import { confirmIdentity } from './confirm-identity.ts';
import { describeIdentity } from './describe-identity.ts';
import type { IdentityParts } from './save-draft.ts';
import { findUpdateRequest } from './update-requests.ts';

/** A member's data that is to be looked at again. */
export function identityUpdateRoutes(
  door: Door<Actor>,
  parts: IdentityParts & { readonly jobs: Jobs },
): void {
  const asked = async ({ tx, params: { id } }: CallOfOne<Actor>) => {
    const request = await findUpdateRequest(tx, id);
    if (!request) throw new AppError('not_found');
    return request;
  };

  door.handle(
    updates.askForUpdate,
    async (call) => {
      const { tx, actor, params, body } = call;
      await askForUpdate(tx, parts, actor, { accountId: params.id, fields: body.fields, note: body.note });
      return asked(call);
    },
    toldAnew(asked),
  );

  const describe = ({ tx, actor }: Pick<CallOfOne<Actor>, 'tx' | 'actor'>) =>
    describeIdentity(tx, parts, actor.accountId, 'person');

  door.handle(
    updates.confirmMyIdentity,
    async (call) => {
      await confirmIdentity(call.tx, call.actor);
      return describe(call);
    },
    toldAnew(describe),
  );
}
