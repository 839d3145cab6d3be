import { useNavigate } from '@tanstack/react-router';
import { parsePeopleSearch, type PeopleSearch } from './parse-people-search.ts';

/** Writes filters and order into the address of the list, which then begins anew. Empty ones are taken out. */
export function usePeopleChange(): (change: PeopleSearch) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({
      to: '/people',
      search: (old) => parsePeopleSearch({ ...old, ...change, after: undefined, at: undefined }),
      // Letter by letter would be a step Back each.
      replace: 'query' in change,
    });
}
