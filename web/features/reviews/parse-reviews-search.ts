import type { QueryOf } from '../../../contract/define-route.ts';
import { listReviews } from '../../../contract/identity-reviews.ts';

const { query, state, news, reviewer } = listReviews.query.shape;
const filters = { query, news, reviewer };

export type ReviewState = QueryOf<typeof listReviews>['state'];

/** The queue as its address names it. Without a state it holds what waits. */
export interface ReviewsSearch extends Partial<Pick<QueryOf<typeof listReviews>, keyof typeof filters>> {
  readonly state?: ReviewState | undefined;
}

/** What the address says; what it can't mean is left out. */
export function parseReviewsSearch(search: Record<string, unknown>): ReviewsSearch {
  const chosen = state.safeParse(search['state']).data ?? 'submitted';
  const given = Object.entries(filters).flatMap(([name, schema]) => {
    // A search for digits arrives as a number.
    const value = typeof search[name] === 'number' ? String(search[name]) : search[name];
    const parsed = schema.safeParse(value).data;
    // Only what waits is somebody's.
    return parsed && (name !== 'reviewer' || chosen === 'submitted') ? [[name, parsed]] : [];
  });
  return {
    ...(Object.fromEntries(given) as ReviewsSearch),
    ...(chosen !== 'submitted' && { state: chosen }),
  };
}
