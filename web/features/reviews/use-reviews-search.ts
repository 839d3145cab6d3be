import { useSearch } from '@tanstack/react-router';
import { parseReviewsSearch, type ReviewsSearch } from './parse-reviews-search.ts';

/** Which part of the queue is worked on: it stands in the address of the list and of each one opened from it. */
export function useReviewsSearch(): ReviewsSearch {
  return parseReviewsSearch(useSearch({ strict: false }));
}
