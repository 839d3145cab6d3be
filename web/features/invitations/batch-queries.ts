import { queryOptions } from '@tanstack/react-query';
import type { BodyOf } from '../../../contract/define-route.ts';
import {
  getInvitationBatch,
  type InvitationBatch,
  listInvitationBatches,
  previewBatch,
} from '../../../contract/invitation-batches.ts';
import { call } from '../../api.ts';
import type { BatchSelection } from './batch-selection.ts';

/** How often a running batch is looked after, in ms. */
const pace = 700;

/** What an act on many would come to. Never old: what is confirmed is what was said. */
export function batchPreviewQuery(
  selection: BatchSelection,
  asked: Omit<BodyOf<typeof previewBatch>, 'ids' | 'filter'>,
) {
  return queryOptions({
    queryKey: ['invitation-batches', 'preview', selection, asked],
    queryFn: () => call(previewBatch, { body: { ...asked, ...selection } }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

/** The batches of the last day, whoever began them. */
export const batchesQuery = queryOptions({
  queryKey: ['invitation-batches', 'list'],
  queryFn: () => call(listInvitationBatches),
});

export function batchByIdQuery(id: string) {
  return queryOptions({
    queryKey: ['invitation-batches', 'one', id],
    queryFn: () => call(getInvitationBatch, { params: { id } }),
    refetchInterval: ({ state: { data, error } }) => (error || data?.state === 'done' ? false : pace),
  });
}

/** One whose beginning was just answered. */
export function batchQuery(batch: InvitationBatch) {
  return queryOptions({
    ...batchByIdQuery(batch.id),
    initialData: batch,
    // What was answered at its beginning is old at once.
    initialDataUpdatedAt: 0,
  });
}
