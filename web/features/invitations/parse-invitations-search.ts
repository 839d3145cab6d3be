import { type StateFilter, stateFilters } from '../../../contract/invitation-filter.ts';
import { listInvitations } from '../../../contract/invitations.ts';
import { type PageAddress, parsePageAddress } from '../../ui/use-list-pages.ts';

const { query, invitedBy, population, language, channel, from, to, leftBy, leftFor, sort } =
  listInvitations.query.shape;
const filters = { query, invitedBy, population, language, channel, from, to, leftBy, leftFor };

type Filters = { readonly [K in keyof typeof filters]?: (typeof filters)[K]['_output'] };
export type InvitationSort = (typeof sort)['_output'];

/** The list as its address names it. */
export interface InvitationsSearch extends Filters, PageAddress {
  readonly state?: StateFilter | undefined;
  readonly sort?: InvitationSort | undefined;
}

/** What the address of the list says; what it can't mean is left out, so that no address breaks the page. */
export function parseInvitationsSearch(search: Record<string, unknown>): InvitationsSearch {
  const state = stateFilters.find((one) => one === search['state']);
  const order = sort.safeParse(search['sort']).data;
  const given = Object.entries(filters).flatMap(([name, schema]) => {
    // A search for digits arrives as a number.
    const value = typeof search[name] === 'number' ? String(search[name]) : search[name];
    const parsed = schema.safeParse(value).data;
    return parsed ? [[name, parsed]] : [];
  });
  return {
    ...(state && state !== 'all' ? { state } : {}),
    ...(Object.fromEntries(given) as Filters),
    ...(order && order !== 'newest' ? { sort: order } : {}),
    ...parsePageAddress(search),
  };
}

/** What is looked for, without where one is in it. */
export function filterOf(search: InvitationsSearch): Filters & { state: StateFilter } {
  const { after: _, at: __, sort: ___, state = 'all', ...others } = search;
  return { ...others, state };
}
