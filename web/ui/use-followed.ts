import { useLocalStorage } from '@mantine/hooks';
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
  /** Those that run or want somebody, whoever began them, and those begun here whose result was not put away yet. */
  readonly batches: readonly Batch[];
  readonly follow: (batch: Batch) => void;
  readonly putAway: (id: string) => void;
}

type Kept = Readonly<Record<string, 'shown' | 'away'>>;

/**
 * The acts on many that are worth a look: they go on by themselves, so that whoever comes back finds them here, also in
 * another tab or after the browser was closed.
 * @param key under which this device remembers what was begun on it, and what was put away
 * @param list those of the last day
 * @param wantsSomebody of one that is done: what it left is another's to go on with
 */
export function useFollowed<Batch extends FollowedBatch>(
  key: string,
  list: UseQueryOptions<FollowedList<Batch>, Error, FollowedList<Batch>, string[]>,
  wantsSomebody: (batch: Batch) => boolean,
): Followed<Batch> {
  const [kept, setKept] = useLocalStorage<Kept>({ key, defaultValue: {}, getInitialValueInEffect: false });
  const { data } = useQuery(list);
  const items = data?.items ?? [];
  const isListed = (id: string) => !data || items.some((batch) => batch.id === id);
  // What is older than the list is forgotten.
  const keep = (id: string, as: Kept[string]) =>
    setKept((before) => ({
      ...Object.fromEntries(Object.entries(before).filter(([one]) => isListed(one))),
      [id]: as,
    }));
  return {
    batches: items.filter(
      (batch) =>
        batch.state !== 'done' ||
        kept[batch.id] === 'shown' ||
        (kept[batch.id] !== 'away' && wantsSomebody(batch)),
    ),
    follow(batch) {
      keep(batch.id, 'shown');
      queryClient.setQueryData<FollowedList<Batch>>(list.queryKey, (known) => ({
        items: [batch, ...(known?.items ?? [])],
      }));
    },
    putAway: (id) => keep(id, 'away'),
  };
}
