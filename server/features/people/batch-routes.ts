import * as contract from '../../../contract/people-batches.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Texts } from '../../platform/texts.ts';
import { checkWish } from '../identities/ask-for-update.ts';
import type { Actor } from '../sessions/actor.ts';
import { findPeopleBatches, needPeopleBatch } from './find-people-batches.ts';
import { previewPeopleAct } from './preview-people-act.ts';
import { startPeopleBatch } from './start-people-batch.ts';

/** Acts on many people at once. */
export function peopleBatchRoutes(
  door: Door<Actor>,
  { jobs, texts }: { readonly jobs: Jobs; readonly texts: Texts },
): void {
  door.handle(contract.previewPeopleAct, ({ tx, actor, body }) => previewPeopleAct(tx, actor, body));

  door.handle(contract.suspendAccounts, ({ tx, actor, body }) => startPeopleBatch(tx, jobs, actor, body));

  door.handle(contract.askPeople, ({ tx, actor, body }) =>
    startPeopleBatch(tx, jobs, actor, { ...body, action: 'ask' }),
  );

  door.handle(contract.askPeopleForUpdate, async ({ tx, actor, body: { fields, note, ...order } }) => {
    const wish = { fields, ...(note !== undefined && { note }) };
    await checkWish(tx, texts, wish);
    return startPeopleBatch(tx, jobs, actor, { ...order, action: 'update', wish });
  });

  door.handle(contract.listPeopleBatches, async ({ tx }) => ({ items: await findPeopleBatches(tx) }));

  door.handle(contract.getPeopleBatch, ({ tx, params }) => needPeopleBatch(tx, params.id));
}
