import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { claimReview, countReviews, getReview, listReviews } from '../../../contract/identity-reviews.ts';
import { call } from '../../api.ts';

export type ReviewState = 'submitted' | 'returned' | 'draft';
export type Reviewer = 'me' | 'others' | 'nobody';

/** Every figure and list of the queue: what is invalidated by a decision. */
export const reviewsKey = ['identity-reviews'] as const;

export const reviewCountsQuery = queryOptions({
  queryKey: [...reviewsKey, 'counts'],
  queryFn: () => call(countReviews),
});

export function reviewsQuery(state: ReviewState, reviewer?: Reviewer) {
  return infiniteQueryOptions({
    queryKey: [...reviewsKey, 'list', state, reviewer],
    queryFn: ({ pageParam }) =>
      call(listReviews, {
        query: { state, ...(reviewer && { reviewer }), ...(pageParam && { cursor: pageParam }) },
      }),
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

/** Says that the reviewer looks at it, again each minute while the page is seen; a hidden one stays silent. */
export function claimQuery(id: string) {
  return queryOptions({
    queryKey: ['review-claim', id],
    queryFn: () => call(claimReview, { params: { id }, body: {} }),
    refetchInterval: 60_000,
    // Who comes back to the page learns at once that somebody took it over.
    staleTime: 0,
    gcTime: 0,
  });
}
