import { queryOptions } from '@tanstack/react-query';
import { getAccount } from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

/** One person as the caller may see them. */
export function personQuery(id: string) {
  return queryOptions({
    queryKey: ['people', 'one', id],
    queryFn: () => call(getAccount, { params: { id } }),
  });
}

/** After an act on somebody: their page, and every list that shows people. */
export async function refreshPeople(): Promise<void> {
  await Promise.all(
    ['people', 'grants', 'invitations', 'activity', 'identity-reviews'].map((key) =>
      queryClient.invalidateQueries({ queryKey: [key] }),
    ),
  );
}
