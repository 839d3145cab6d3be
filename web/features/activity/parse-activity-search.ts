import { listActivity } from '../../../contract/activity.ts';
import type { QueryOf } from '../../../contract/define-route.ts';

/** The filters, as the address of the page and the API name them. */
export type ActivitySearch = Partial<
  Pick<QueryOf<typeof listActivity>, 'actor' | 'subject' | 'action' | 'from' | 'to'>
>;

const { actor, subject, action, from, to } = listActivity.query.shape;
const parts = { actor, subject, action, from, to };

/** What the address says; what it can't mean is left out, so that no address breaks the page. */
export function parseActivitySearch(search: Record<string, unknown>): ActivitySearch {
  return Object.fromEntries(
    Object.entries(parts)
      .map(([name, schema]) => [name, schema.safeParse(search[name]).data])
      .filter(([, value]) => value !== undefined),
  ) as ActivitySearch;
}
