import type { Import, ImportRow } from '../../../contract/import-schemas.ts';
import type { RowFilter } from './parse-import-search.ts';

export type RowState =
  | 'checking'
  | 'ready'
  | 'attention'
  | 'unusable'
  | 'member'
  | 'unchanged'
  | 'left_out'
  | 'invited'
  | 'updated'
  | 'failed'
  | 'undone';

/** A row in the one vocabulary of states. What one press can mend needs attention; anything else can't be used as it is. */
export function rowState({
  outcome,
  act,
  problems,
}: Pick<ImportRow, 'outcome' | 'act' | 'problems'>): RowState {
  switch (outcome) {
    case null:
      return 'checking';
    case 'create':
    case 'update':
      return 'ready';
    case 'blocked':
    case 'moved':
      return problems.every(({ severity, suggestion }) => severity === 'warning' || suggestion !== null)
        ? 'attention'
        : 'unusable';
    case 'done':
      return act === 'update' ? 'updated' : 'invited';
    case 'member':
    case 'unchanged':
    case 'left_out':
    case 'failed':
    case 'undone':
      return outcome;
  }
}

const outcomesOf: Readonly<Record<Exclude<RowFilter, 'all'>, readonly (keyof Import['counts'])[]>> = {
  ready: ['create', 'update'],
  invited_again: ['invitedAgain'],
  not_done: ['blocked', 'moved', 'failed'],
  member: ['member'],
  unchanged: ['unchanged'],
  left_out: ['left_out'],
  done: ['done'],
  undone: ['undone'],
};

/** How many rows a filter shows. */
export function countOf(counts: Import['counts'], show: RowFilter): number {
  if (show === 'all') return counts.total;
  return outcomesOf[show].reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** Whether a row is still one that the filter shows. */
export function isShown(
  { outcome, invitedAgain }: Pick<ImportRow, 'outcome' | 'invitedAgain'>,
  show: RowFilter,
): boolean {
  if (show === 'invited_again') return outcome === 'update' && invitedAgain !== null;
  return show === 'all' || (outcome !== null && (outcomesOf[show] as readonly string[]).includes(outcome));
}
