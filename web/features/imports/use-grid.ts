import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '../../../contract/import-schemas.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { type GridActs, ownColumns } from './grid-row.tsx';
import type { CellToReveal } from './reveal-cell.ts';
import type { RowChange, RowEdits } from './row-edits.ts';
import { rowState } from './row-state.ts';
import { useAgainWords } from './use-again-words.ts';
import type { GridColumn } from './use-grid-columns.ts';

export interface GridPlace {
  readonly index: number;
  readonly column: number;
}

interface GridGiven {
  readonly columns: readonly GridColumn[];
  readonly edits: RowEdits;
  readonly count: number;
  readonly rowAt: (index: number) => ImportRow | undefined;
  readonly root: RefObject<HTMLElement | null>;
  /** Shows a hidden cell. */
  readonly reveal: (cell: CellToReveal) => Promise<void>;
  /** Scrolls so far that a row is in sight. */
  readonly show: (index: number) => void;
  readonly fixed: boolean;
}

export type Grid = ReturnType<typeof useGrid>;

/** Where one is in the grid, what is being written, and what each act does. */
export function useGrid(given: GridGiven) {
  const { t } = useTranslation(['imports', 'ui']);
  const [active, setActive] = useState<GridPlace>({ index: 0, column: ownColumns });
  const [editing, setEditing] = useState<string | null>(null);
  const [said, say] = useState('');
  const wantsFocus = useRef(false);
  const latest = useRef(given);
  useLayoutEffect(() => {
    latest.current = given;
  });

  const focus = (place: GridPlace) => {
    wantsFocus.current = true;
    setEditing(null);
    setActive(place);
  };
  // oxlint-disable-next-line react/refs -- acts happen after the render, and find there what is latest
  const [acts] = useState(() => createActs({ latest, focus, setActive, setEditing, say }));

  const { root, edits } = given;
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const cell = root.current?.querySelector<HTMLElement>(
      `[data-index="${active.index}"] > [data-column="${active.column}"]`,
    );
    cell?.focus({ preventScroll: true });
    latest.current.show(active.index);
    // Along the row, and on the page; once the row stands where it belongs.
    requestAnimationFrame(() => cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
  }, [active, editing, root]);

  const againWords = useAgainWords();
  const sayAnswer = useEffectEvent((row: ImportRow) => {
    const state = t(`state.importRow.${rowState(row)}`, { ns: 'ui' });
    const messages = [againWords(row), ...row.problems.map(({ message }) => message)]
      .filter(Boolean)
      .join(' ');
    say(t('grid.said', { line: row.line, state, messages }));
  });
  useEffect(() => edits.onAnswer((row) => sayAnswer(row)), [edits]);

  return { active, editing, said, say, acts, focus };
}

interface ActsGiven {
  readonly latest: RefObject<GridGiven>;
  readonly focus: (place: GridPlace) => void;
  readonly setActive: (place: GridPlace) => void;
  readonly setEditing: (text: string | null) => void;
  readonly say: (text: string) => void;
}

function createActs({ latest, focus, setActive, setEditing, say }: ActsGiven): GridActs {
  const at = (index: number) => latest.current.rowAt(index);
  const columnAt = (column: number) => latest.current.columns[column - ownColumns];
  const isFixed = (row: ImportRow | undefined) =>
    latest.current.fixed || row === undefined || ['done', 'undone', null].includes(row.outcome);
  const textOf = (row: ImportRow, target: string) =>
    latest.current.edits.waitingOf(row.line)?.values?.[target] ?? row.values[target] ?? '';
  const change = (row: ImportRow, target: string, text: string) => {
    const before = textOf(row, target);
    if (text === before || isFixed(row)) return;
    const to: RowChange = { line: row.line, values: { [target]: text } };
    const back: RowChange = { line: row.line, values: { [target]: before } };
    // What nobody saw can't be written back.
    latest.current.edits.change([to], row.hidden.includes(target) ? [] : [back]);
  };
  const reveal = (row: ImportRow, target: string) => {
    latest.current
      .reveal({ line: row.line, target, say })
      .catch((error: unknown) => say(describeProblem(error).detail));
  };
  return {
    go: (index, column) => focus(within(latest.current, { index, column })),
    reveal(index, column) {
      const row = at(index);
      const target = columnAt(column)?.target;
      focus(within(latest.current, { index, column }));
      if (row && target !== undefined) reveal(row, target);
    },
    edit(index, column, text) {
      const row = at(index);
      const target = columnAt(column)?.target;
      if (!row || target === undefined) return;
      if (text === undefined && row.hidden.includes(target)) return reveal(row, target);
      if (isFixed(row)) return;
      setActive({ index, column });
      setEditing(text ?? (textOf(row, target) || (target === 'username' ? (row.username ?? '') : '')));
    },
    write(index, column, text, move) {
      const row = at(index);
      const target = columnAt(column)?.target;
      const isDerived = target === 'username' && row?.values[target] === undefined && text === row?.username;
      if (row && target !== undefined && !isDerived) change(row, target, text.trim());
      if (move === 'leave') setEditing(null);
      else focus(within(latest.current, moved({ index, column }, move, latest.current.columns.length)));
    },
    suggest(index, target) {
      const row = at(index);
      const suggestion = row?.problems.find((problem) => problem.field === target)?.suggestion;
      if (row && suggestion) change(row, target, suggestion);
      focus({
        index,
        column:
          Math.max(
            0,
            latest.current.columns.findIndex((column) => column.target === target),
          ) + ownColumns,
      });
    },
    accept(index, code) {
      const row = at(index);
      if (row && !isFixed(row)) latest.current.edits.change([{ line: row.line, accept: [code] }], []);
    },
    toggle(index) {
      const row = at(index);
      if (!row || isFixed(row) || row.outcome === 'member' || row.outcome === 'unchanged') return;
      const isOut = latest.current.edits.waitingOf(row.line)?.leftOut ?? row.outcome === 'left_out';
      latest.current.edits.change(
        [{ line: row.line, leftOut: !isOut }],
        [{ line: row.line, leftOut: isOut }],
      );
    },
  };
}

/** Tab goes along the fields of a row, and on in the next. */
function moved(
  { index, column }: GridPlace,
  move: 'stay' | 'down' | 'on' | 'back',
  fields: number,
): GridPlace {
  const last = ownColumns + fields - 1;
  if (move === 'down') return { index: index + 1, column };
  if (move === 'on')
    return column === last ? { index: index + 1, column: ownColumns } : { index, column: column + 1 };
  if (move === 'back')
    return column === ownColumns ? { index: index - 1, column: last } : { index, column: column - 1 };
  return { index, column };
}

function within({ count, columns }: GridGiven, { index, column }: GridPlace): GridPlace {
  return {
    index: Math.max(0, Math.min(count - 1, index)),
    column: Math.max(0, Math.min(ownColumns + columns.length - 1, column)),
  };
}
