import type { ReviewState } from './review-queries.ts';

export interface ReviewsSearch {
  readonly state?: ReviewState;
}

/** What the address says; what it can't mean is left out. */
export function parseReviewsSearch({ state }: Record<string, unknown>): ReviewsSearch {
  return state === 'returned' || state === 'draft' ? { state } : {};
}
