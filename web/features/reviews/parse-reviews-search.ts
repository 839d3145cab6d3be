import { listReviews } from '../../../contract/identity-reviews.ts';
import type { Reviewer, ReviewState } from './review-queries.ts';

export interface ReviewsSearch {
  readonly state?: ReviewState;
  readonly reviewer?: Reviewer;
}

/** What the address says; what it can't mean is left out. */
export function parseReviewsSearch({ state, reviewer }: Record<string, unknown>): ReviewsSearch {
  if (state === 'returned' || state === 'draft') return { state };
  const parsed = listReviews.query.shape.reviewer.safeParse(reviewer);
  return parsed.data ? { reviewer: parsed.data } : {};
}
