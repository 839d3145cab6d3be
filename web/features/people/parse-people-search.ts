import {
  type PeopleFilter,
  peopleFilters,
  type PeopleSort,
  peopleSortSchema,
} from '../../../contract/people-filter.ts';
import { type PageAddress, parsePageAddress } from '../../ui/use-list-pages.ts';

/** The list as its address names it. */
export interface PeopleSearch extends PeopleFilter, PageAddress {
  readonly sort?: PeopleSort | undefined;
}

/** What the address of the list says; what it can't mean is left out, so that no address breaks the page. */
export function parsePeopleSearch(search: Record<string, unknown>): PeopleSearch {
  const given = Object.entries(peopleFilters).flatMap(([name, schema]) => {
    // A search for digits arrives as a number.
    const value = typeof search[name] === 'number' ? String(search[name]) : search[name];
    const parsed = schema.safeParse(value).data;
    return parsed ? [[name, parsed]] : [];
  });
  const filter = Object.fromEntries(given) as PeopleFilter;
  const sort = peopleSortSchema.safeParse(search['sort']).data;
  const isNamed = sort !== undefined && sort !== orderOf(filter) && (sort !== 'best' || filter.query);
  return { ...filter, ...(isNamed && { sort }), ...parsePageAddress(search) };
}

/** By name where the address does not say otherwise, and while something is typed the best match first. */
export function orderOf({ sort, query }: PeopleSearch): PeopleSort {
  return sort ?? (query ? 'best' : 'name');
}

/** What is looked for, without its order and where one is in it. */
export function filterOf(search: PeopleSearch): PeopleFilter {
  const { after: _, at: __, sort: ___, ...filter } = search;
  return filter;
}
