import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { listImportRows } from '../../../contract/import-plan.ts';
import { call } from '../../api.ts';
import { ownColumns } from './grid-row.tsx';
import { readCells } from './parse-pasted.ts';
import type { RowChange, RowEdits } from './row-edits.ts';
import { indexOfLine, knownRow, type RowQuery } from './row-pages.ts';
import type { Grid } from './use-grid.ts';
import type { GridColumn } from './use-grid-columns.ts';

interface KeysGiven {
  readonly id: string;
  readonly filter: RowQuery;
  readonly grid: Grid;
  readonly columns: readonly GridColumn[];
  readonly count: number;
  readonly edits: RowEdits;
  readonly fixed: boolean;
}

/** PageUp and PageDown go so far. */
const leap = 12;
/** More rows than these are pasted as a file. */
const mostPasted = 200;

/** The keys of the grid (ui.md, 6), and its clipboard. */
export function useGridKeys(given: KeysGiven) {
  const { t } = useTranslation('imports');
  const { id, filter, grid, columns, count, edits, fixed } = given;
  const { active, acts } = grid;
  const row = knownRow(id, filter, active.index);
  const column = columns[active.column - ownColumns];

  /** The next row in trouble, wherever it is; behind the last one the first again. */
  const goToTrouble = async () => {
    const ask = (cursor: number | undefined) =>
      call(listImportRows, {
        params: { id },
        query: { problem: filter.problem, query: filter.query, outcome: 'not_done', cursor, limit: 1 },
      });
    const after = await ask(row?.line);
    const [next] = after.items.length > 0 ? after.items : (await ask(undefined)).items;
    if (!next) return grid.say(t('grid.noTrouble'));
    const index = await indexOfLine(id, filter, next.line);
    const place = columns.findIndex(({ target }) => next.problems.some(({ field }) => field === target));
    if (index >= 0) acts.go(index, place >= 0 ? place + ownColumns : 2);
  };
  const suggest = () => {
    const withOne = row?.problems.filter(({ suggestion }) => suggestion !== null) ?? [];
    const problem = withOne.find(({ field }) => field === column?.target) ?? withOne[0];
    if (problem) acts.suggest(active.index, problem.field);
    else grid.say(t('grid.noSuggestion'));
  };
  const undo = () => {
    const [back] = edits.undo();
    if (!back) return grid.say(t('grid.nothingToUndo'));
    void indexOfLine(id, filter, back.line).then((index) => index >= 0 && acts.go(index, active.column));
  };
  const step = (rows: number, along: number) => acts.go(active.index + rows, active.column + along);
  const forward = document.documentElement.dir === 'rtl' ? -1 : 1;

  const hear = (event: KeyboardEvent) => {
    const acted = event.altKey
      ? heldAlt(event)
      : event.ctrlKey || event.metaKey
        ? heldCtrl(event)
        : (alone(event) ?? typed(event));
    if (acted) event.preventDefault();
  };
  const heldAlt = ({ code, key }: KeyboardEvent) => {
    if (code === 'KeyF') suggest();
    else if (key === 'ArrowDown') void goToTrouble();
    else return false;
    return true;
  };
  const heldCtrl = ({ key, shiftKey }: KeyboardEvent) => {
    if (key === 'z' && !shiftKey && !fixed) undo();
    else if (key === 'Home') acts.go(0, 0);
    else if (key === 'End') acts.go(count - 1, ownColumns + columns.length - 1);
    else return false;
    return true;
  };
  const alone = ({ key }: KeyboardEvent): boolean | undefined => {
    const ways: Readonly<Record<string, () => void>> = {
      ArrowUp: () => step(-1, 0),
      ArrowDown: () => step(1, 0),
      ArrowLeft: () => step(0, -forward),
      ArrowRight: () => step(0, forward),
      PageUp: () => step(-leap, 0),
      PageDown: () => step(leap, 0),
      Home: () => acts.go(active.index, 0),
      End: () => acts.go(active.index, ownColumns + columns.length - 1),
      Enter: () => (active.column === 0 ? acts.toggle(active.index) : acts.edit(active.index, active.column)),
      F2: () => acts.edit(active.index, active.column),
      ' ': () => active.column === 0 && acts.toggle(active.index),
      Delete: () => acts.write(active.index, active.column, '', 'stay'),
      Backspace: () => acts.write(active.index, active.column, '', 'stay'),
    };
    const way = new Map(Object.entries(ways)).get(key);
    way?.();
    return way ? true : undefined;
  };
  const typed = ({ key, nativeEvent }: KeyboardEvent) => {
    if (key.length !== 1 || nativeEvent.isComposing || !column) return false;
    acts.edit(active.index, active.column, key);
    return true;
  };

  const copy = (event: ClipboardEvent) => {
    if (!row || !column || String(getSelection()) !== '') return;
    event.clipboardData.setData('text/plain', row.values[column.target] ?? '');
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent) => {
    if (fixed || !column) return;
    event.preventDefault();
    const cells = readCells(event.clipboardData.getData('text/plain'));
    if (cells.length > mostPasted) return grid.say(t('grid.tooMuchPasted', { count: mostPasted }));
    const changes = cells.flatMap((texts, down) => {
      const target = knownRow(id, filter, active.index + down);
      if (!target || target.outcome === 'done') return [];
      return [
        pastedInto(
          target.line,
          texts,
          (place) => columns[active.column - ownColumns + place]?.target,
          target.values,
        ),
      ];
    });
    if (changes.length > 0)
      edits.change(
        changes.map(([to]) => to),
        changes.map(([, back]) => back),
      );
  };
  return { hear, copy, paste };
}

/** What a line of the clipboard changes of a row, and what takes it back. */
function pastedInto(
  line: number,
  texts: readonly string[],
  targetOf: (place: number) => string | undefined,
  before: Readonly<Record<string, string>>,
): readonly [RowChange, RowChange] {
  const named = texts.flatMap((text, place) => {
    const target = targetOf(place);
    return target === undefined ? [] : [[target, text.trim()] as const];
  });
  return [
    { line, values: Object.fromEntries(named) },
    { line, values: Object.fromEntries(named.map(([target]) => [target, before[target] ?? ''])) },
  ];
}
