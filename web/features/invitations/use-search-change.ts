import { useNavigate } from '@tanstack/react-router';
import type { InvitationsSearch } from './parse-invitations-search.ts';

/** Writes filters and order into the address of the list, which then begins anew. Empty ones are taken out. */
export function useSearchChange(): (change: InvitationsSearch) => void {
  const navigate = useNavigate();
  return (change) => {
    const given = Object.fromEntries(
      Object.entries(change).map(([name, value]) => [name, value === '' ? undefined : value]),
    );
    void navigate({
      to: '.',
      search: (old) => ({ ...old, ...given, after: undefined, at: undefined }),
      // Letter by letter would be a step Back each.
      replace: 'query' in change,
    });
  };
}
