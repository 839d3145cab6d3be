import * as contract from '../../../contract/invitation-batches.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Actor } from '../sessions/actor.ts';
import { findBatches, needBatch } from './find-batches.ts';
import { previewBatch } from './preview-batch.ts';
import { startBatch } from './start-batch.ts';
import type { BatchParts } from './start-batch.ts';

export function invitationBatchRoutes(door: Door<Actor>, parts: BatchParts): void {
  door.handle(contract.previewBatch, ({ tx, actor, body }) => previewBatch(tx, actor, body));
  door.handle(contract.actOnInvitations, ({ tx, actor, body }) => startBatch(tx, parts, actor, body));
  door.handle(contract.listInvitationBatches, async ({ tx }) => ({ items: await findBatches(tx) }));
  door.handle(contract.getInvitationBatch, ({ tx, params }) => needBatch(tx, params.id));
}
