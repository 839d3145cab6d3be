import { useSessionStorage } from '@mantine/hooks';
import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { queryClient } from '../query-client.ts';

interface FollowedBatch {
  readonly id: string;
  readonly state: string;
}

interface FollowedList<Batch extends FollowedBatch> {
  readonly items: Batch[];
}

interface Followed<Batch> {
  /** Those that run, whoever began them, and those begun here whose result was not put away yet. */
  readonly batches: readonly Batch[];
  readonly follow: (batch: Batch) => void;
  readonly putAway: (id: string) => void;
}

/**
 * The acts on many that are worth a look: they go on by themselves, so that whoever comes back finds them here.
 * @param key under which the tab remembers what was begun in it
 * @param list those of the last day
 */
export function useFollowed<Batch extends FollowedBatch>(
  key: string,
  list: UseQueryOptions<FollowedList<Batch>, Error, FollowedList<Batch>, string[]>,
): Followed<Batch> {
  const [followed, setFollowed] = useSessionStorage<readonly string[]>({
    key,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const { data } = useQuery(list);
  return {
    batches: (data?.items ?? []).filter(({ id, state }) => state !== 'done' || followed.includes(id)),
    follow(batch) {
      setFollowed((ids) => [...ids, batch.id]);
      queryClient.setQueryData<FollowedList<Batch>>(list.queryKey, (known) => ({
        items: [batch, ...(known?.items ?? [])],
      }));
    },
    putAway: (id) => setFollowed((ids) => ids.filter((one) => one !== id)),
  };
}
