import { VisuallyHidden } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { type CSSProperties, type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';
import { GridHead } from './grid-head.tsx';
import { GridRow, ownColumns } from './grid-row.tsx';
import classes from './row-grid.module.css';
import type { RowEdits } from './row-edits.ts';
import { knownRow, pageSize, rowPageQuery, type RowQuery } from './row-pages.ts';
import { revealCell } from './reveal-cell.ts';
import { useGrid } from './use-grid.ts';
import type { GridColumn } from './use-grid-columns.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useTallRows } from './use-tall-rows.ts';

interface RowGridProps {
  readonly id: string;
  /** How many rows there will be, as long as they are not there. */
  readonly expected: number;
  readonly label: string;
  readonly show: RowQuery['show'];
  readonly problem: RowQuery['problem'];
  readonly query: RowQuery['query'];
  readonly columns: readonly GridColumn[];
  readonly edits: RowEdits;
  /** Nothing can be changed. */
  readonly fixed: boolean;
  /** In place of the rows where there are none. */
  readonly empty: ReactNode;
  /** Below the rows; is told which are on screen. */
  readonly children: (range: {
    readonly from: number;
    readonly to: number;
    readonly count: number;
  }) => ReactNode;
}

const rowHeight = 42;
const headHeight = 36;

/**
 * Up to a million rows, of which the page holds those on screen: they come in pages as one scrolls. One cell has the
 * focus, and keeps its row drawn wherever one scrolls to.
 */
export function RowGrid({
  id,
  expected,
  label,
  show,
  problem,
  query,
  columns,
  edits,
  fixed,
  empty,
  children,
}: RowGridProps) {
  const { t } = useTranslation('imports');
  const root = useRef<HTMLDivElement>(null);
  // Each visit shows the rows as they are now: those that were put right meanwhile are gone from a filter.
  const [filter] = useState<RowQuery>(() => ({ show, problem, query, visit: crypto.randomUUID() }));
  const first = useQuery(rowPageQuery(id, filter, 0));
  const count = first.data?.count ?? expected;
  const showRow = useRef((_: number) => {});
  const grid = useGrid({
    columns,
    edits,
    count,
    rowAt: (index) => knownRow(id, filter, index),
    root,
    reveal: (cell) => revealCell(id, cell),
    show: (index) => showRow.current(index),
    fixed,
  });
  const rows = useTallRows({ count, rowHeight, headHeight, kept: grid.active.index });
  const { attach } = rows;
  const attachRoot = useCallback(
    (element: HTMLDivElement | null) => {
      root.current = element;
      attach(element);
    },
    [attach],
  );
  useLayoutEffect(() => {
    showRow.current = rows.show;
  });
  const keys = useGridKeys({ id, filter, grid, columns, count, edits, fixed });
  const pages = [...new Set(rows.items.map(({ index }) => Math.floor(index / pageSize)))];
  const loaded = useQueries({ queries: pages.map((page) => rowPageQuery(id, filter, page)) });
  const failed = loaded.find(({ error }) => error);
  // Read of each: only what was read draws anew when it comes.
  const known = new Map(pages.map((page, at) => [page, loaded[at]?.data?.rows]));
  const rowAt = (index: number) => known.get(Math.floor(index / pageSize))?.[index % pageSize];

  if (first.error && !first.data)
    return <ErrorState problem={first.error} onRetry={() => void first.refetch()} />;
  if (first.data && count === 0) return <>{empty}</>;
  const template = `44px 84px 188px ${columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(' ')}`;
  const width = columns.reduce((sum, column) => sum + column.width, 44 + 84 + 188);
  return (
    <>
      {failed?.error && <ErrorState problem={failed.error} onRetry={() => void failed.refetch()} />}
      <div
        ref={attachRoot}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + ownColumns}
        aria-busy={first.isPending}
        aria-readonly={fixed || undefined}
        className={classes.grid}
        style={{ '--columns': template, '--width': `${width}px` } as CSSProperties}
        onKeyDown={keys.hear}
        onPaste={keys.paste}
        onCopy={keys.copy}
      >
        <GridHead columns={columns} />
        <div role="rowgroup" className={classes.body} style={{ blockSize: rows.blockSize }}>
          {rows.items.map(({ index, start }) => (
            <GridRow
              key={index}
              index={index}
              start={start}
              row={rowAt(index)}
              columns={columns}
              active={grid.active.index === index ? grid.active.column : -1}
              editing={grid.active.index === index ? grid.editing : null}
              edits={edits}
              acts={grid.acts}
              measure={rows.measure}
              fixed={fixed}
            />
          ))}
        </div>
      </div>
      {columns
        .filter(({ choices }) => choices.length > 0)
        .map(({ target, choices }) => (
          <datalist key={target} id={`choices-${target}`}>
            {choices.map(({ value, label: word }) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </datalist>
        ))}
      <VisuallyHidden role="status">{grid.said}</VisuallyHidden>
      {first.isPending && <VisuallyHidden role="status">{t('grid.loading')}</VisuallyHidden>}
      {children({ from: rows.first + 1, to: rows.last + 1, count })}
    </>
  );
}
