import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { claimReview, countReviews, getReview, listReviews } from '../../../contract/identity-reviews.ts';
import { call } from '../../api.ts';
import type { ReviewsSearch } from './parse-reviews-search.ts';

/** Every figure and list of the queue: what is invalidated by a decision. */
export const reviewsKey = ['identity-reviews'] as const;

export const reviewCountsQuery = queryOptions({
  queryKey: [...reviewsKey, 'counts'],
  queryFn: () => call(countReviews),
});

/** A part of the queue. What was typed before is not waited for. */
export function reviewsQuery(search: ReviewsSearch) {
  return infiniteQueryOptions({
    queryKey: [...reviewsKey, 'list', search],
    queryFn: ({ pageParam, signal }) =>
      call(listReviews, { query: { ...search, ...(pageParam && { cursor: pageParam }) } }, { signal }),
    placeholderData: keepPreviousData,
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
