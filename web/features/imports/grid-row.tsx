import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '../../../contract/import-schemas.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import content from './cell-content.module.css';
import { FieldCell } from './field-cell.tsx';
import classes from './row-grid.module.css';
import { type RowEdits, useWaiting } from './row-edits.ts';
import { rowState } from './row-state.ts';
import { useAgainWords } from './use-again-words.ts';
import type { GridColumn } from './use-grid-columns.ts';

/** What a row or a cell asks of the grid; stays the same, so that rows draw again only for their own sake. */
export interface GridActs {
  go(index: number, column: number): void;
  edit(index: number, column: number, text?: string): void;
  /** Ends the writing of a cell. @param move where the focus goes on */
  write(index: number, column: number, text: string, move: 'stay' | 'down' | 'on' | 'back' | 'leave'): void;
  suggest(index: number, target: string): void;
  accept(index: number, code: string): void;
  /** Shows a hidden cell. */
  reveal(index: number, column: number): void;
  toggle(index: number): void;
}

/** Before the columns that can be written: whether the row goes along, its line, its state. */
export const ownColumns = 3;

interface GridRowProps {
  readonly index: number;
  /** From the top, in px. */
  readonly start: number;
  readonly row: ImportRow | undefined;
  readonly columns: readonly GridColumn[];
  /** The cell that has the focus, if it is of this row; else -1. */
  readonly active: number;
  /** What the cell's field begins with, while it is written in. */
  readonly editing: string | null;
  readonly edits: RowEdits;
  readonly acts: GridActs;
  readonly measure: (element: HTMLElement | null) => void;
  readonly fixed: boolean;
}

/** A row of the grid; on a phone a card. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, start, row, columns, active, editing, edits, acts, measure, fixed } = props;
  const { t } = useTranslation('imports');
  const waiting = useWaiting(edits, row?.line);
  const state = row && rowState(row);
  const isOut = waiting?.leftOut ?? row?.outcome === 'left_out';
  const tab = (column: number) => (active === column ? 0 : -1);
  const troubled = state === 'attention' || state === 'unusable' || state === 'failed';
  const again = useAgainWords()(row);
  const ofRow = row?.problems.filter(({ field }) => field === 'row') ?? [];
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      ref={measure}
      data-index={index}
      data-trouble={troubled || undefined}
      data-quiet={state === 'member' || state === 'unchanged' || isOut || undefined}
      className={classes.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        className={classes.cell}
        tabIndex={tab(0)}
        data-column={0}
        onMouseDown={() => acts.go(index, 0)}
      >
        {row && (
          <input
            type="checkbox"
            tabIndex={-1}
            className={classes.check}
            aria-label={t('grid.goesAlong', { line: row.line })}
            checked={!isOut && state !== 'member' && state !== 'unchanged'}
            disabled={fixed || state === 'member' || state === 'unchanged' || row.outcome === 'done'}
            onChange={() => acts.toggle(index)}
          />
        )}
      </div>
      <div
        role="rowheader"
        aria-colindex={2}
        className={classes.cell}
        tabIndex={tab(1)}
        data-column={1}
        onMouseDown={() => acts.go(index, 1)}
      >
        <span className={classes.line}>{row?.line}</span>
      </div>
      <div
        role="gridcell"
        aria-colindex={3}
        className={classes.cell}
        tabIndex={tab(2)}
        data-column={2}
        data-kind="state"
        onMouseDown={() => acts.go(index, 2)}
      >
        {state && <StateBadge of="importRow" state={waiting ? 'checking' : isOut ? 'left_out' : state} />}
        {again !== null && !waiting && (
          <span className={content.message} title={again}>
            {again}
          </span>
        )}
        {ofRow.map(({ code, message }) => (
          <span key={code} className={content.message} data-severity="error" title={message}>
            {message}
          </span>
        ))}
      </div>
      {columns.map((column, at) => (
        <FieldCell
          key={column.target}
          index={index}
          at={at + ownColumns}
          row={row}
          column={column}
          waiting={waiting?.values?.[column.target]}
          isActive={active === at + ownColumns}
          editing={active === at + ownColumns ? editing : null}
          acts={acts}
          fixed={fixed}
        />
      ))}
    </div>
  );
});
