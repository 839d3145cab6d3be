import { useSessionStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { InvitationBatch } from '../../../contract/invitation-batches.ts';
import { queryClient } from '../../query-client.ts';
import { batchesQuery } from './batch-queries.ts';

interface FollowedBatches {
  /** Those that run, whoever began them, and those begun here whose result was not put away yet. */
  readonly batches: readonly InvitationBatch[];
  readonly follow: (batch: InvitationBatch) => void;
  readonly putAway: (id: string) => void;
}

/** The acts on many that are worth a look: they go on by themselves, so that whoever comes back finds them here. */
export function useFollowedBatches(): FollowedBatches {
  const [followed, setFollowed] = useSessionStorage<readonly string[]>({
    key: 'foyer-batches',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const { data } = useQuery(batchesQuery);
  return {
    batches: (data?.items ?? []).filter(({ id, state }) => state !== 'done' || followed.includes(id)),
    follow(batch) {
      setFollowed((ids) => [...ids, batch.id]);
      queryClient.setQueryData(batchesQuery.queryKey, (list) => ({ items: [batch, ...(list?.items ?? [])] }));
    },
    putAway: (id) => setFollowed((ids) => ids.filter((one) => one !== id)),
  };
}
