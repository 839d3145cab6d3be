import { useNavigate } from '@tanstack/react-router';
import { parseReviewsSearch, type ReviewsSearch } from './parse-reviews-search.ts';

/** Writes filters into the address of the list. Empty ones are taken out. */
export function useReviewsChange(): (change: ReviewsSearch) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({
      to: '/identity-review',
      search: (old) => parseReviewsSearch({ ...old, ...change }),
      // Letter by letter would be a step Back each.
      replace: 'query' in change,
    });
}
