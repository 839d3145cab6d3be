import { type InvitationFilter, invitationFilterSchema } from '../../../contract/invitation-filter.ts';

export interface InvitationsSearch {
  readonly state?: InvitationFilter | undefined;
  readonly query?: string | undefined;
}

/** What the address of the list says; what it can't mean is left out, so that no address breaks the page. */
export function parseInvitationsSearch(search: Record<string, unknown>): InvitationsSearch {
  const state = invitationFilterSchema.safeParse(search['state']).data;
  const query = search['query'];
  return {
    ...(state && state !== 'all' ? { state } : {}),
    ...(typeof query === 'string' || typeof query === 'number' ? { query: String(query).slice(0, 254) } : {}),
  };
}
