import { revealImportCell } from '../../../contract/import-plan.ts';
import type { ImportRow } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { shownFor } from '../../ui/shown-for.ts';
import { changeKnownRow } from './row-pages.ts';

export interface CellToReveal {
  readonly line: number;
  readonly target: string;
  /** Told what the cell says, and nothing once it is hidden again: for a reader of the screen. */
  readonly say: (text: string) => void;
}

/** Shows a hidden cell of a row, which the activity notes, and hides it again by itself. */
export async function revealCell(id: string, { line, target, say }: CellToReveal): Promise<void> {
  const { value } = await call(revealImportCell, { params: { id, line: String(line) }, body: { target } });
  changeKnownRow(id, line, (row) => ({
    ...row,
    values: { ...row.values, [target]: value },
    hidden: row.hidden.filter((one) => one !== target),
  }));
  const hide = () => {
    clearTimeout(timer);
    removeEventListener('blur', hide);
    changeKnownRow(id, line, (row) => hidden(row, target));
    say('');
  };
  const timer = setTimeout(hide, shownFor);
  // Whoever leaves the window leaves nothing on the screen.
  addEventListener('blur', hide);
  say(value);
}

function hidden(row: ImportRow, target: string): ImportRow {
  if (row.hidden.includes(target)) return row;
  const { [target]: _, ...values } = row.values;
  return { ...row, values, hidden: [...row.hidden, target] };
}
