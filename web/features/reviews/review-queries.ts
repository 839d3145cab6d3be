import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { countReviews, getReview, listReviews } from '../../../contract/identity-reviews.ts';
import { call } from '../../api.ts';

export type ReviewState = 'submitted' | 'returned' | 'draft';

/** Every figure and list of the queue: what is invalidated by a decision. */
export const reviewsKey = ['identity-reviews'] as const;

export const reviewCountsQuery = queryOptions({
  queryKey: [...reviewsKey, 'counts'],
  queryFn: () => call(countReviews),
});

export function reviewsQuery(state: ReviewState) {
  return infiniteQueryOptions({
    queryKey: [...reviewsKey, 'list', state],
    queryFn: ({ pageParam }) =>
      call(listReviews, { query: { state, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Kept while it is looked at: the version on screen is the one that is decided about (P23). */
export function reviewQuery(id: string) {
  return queryOptions({
    queryKey: ['identity-review', id],
    queryFn: () => call(getReview, { params: { id } }),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
}
