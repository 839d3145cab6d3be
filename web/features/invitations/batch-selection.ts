import type { Invitation } from '../../../contract/invitations.ts';
import type { RowSelection } from '../../ui/use-row-selection.ts';
import { filterOf, type InvitationsSearch } from './parse-invitations-search.ts';

/** Whom a batch is for, as its request says it: these, or all that the list's filter holds. */
export type BatchSelection = { readonly ids: string[] } | { readonly filter: ReturnType<typeof filterOf> };

export function batchSelection(
  selection: RowSelection<Invitation>,
  search: InvitationsSearch,
): BatchSelection {
  return selection.everything ? { filter: filterOf(search) } : { ids: [...selection.rows.keys()] };
}
