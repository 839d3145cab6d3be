import { useSessionStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { PeopleBatch } from '../../../contract/people-batches.ts';
import { queryClient } from '../../query-client.ts';
import { peopleBatchesQuery } from './people-batch-queries.ts';

/** Acts on many people that run, whoever began them, and those begun here whose result was not put away yet. */
export function useFollowedPeople() {
  const [followed, setFollowed] = useSessionStorage<readonly string[]>({
    key: 'foyer-people-batches',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const { data } = useQuery(peopleBatchesQuery);
  return {
    batches: (data?.items ?? []).filter(({ id, state }) => state !== 'done' || followed.includes(id)),
    follow(batch: PeopleBatch) {
      setFollowed((ids) => [...ids, batch.id]);
      queryClient.setQueryData(peopleBatchesQuery.queryKey, (list) => ({
        items: [batch, ...(list?.items ?? [])],
      }));
    },
    putAway: (id: string) => setFollowed((ids) => ids.filter((one) => one !== id)),
  };
}
