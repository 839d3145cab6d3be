import { VisuallyHidden } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';
import { GridHead } from './grid-head.tsx';
import { GridRow, ownColumns } from './grid-row.tsx';
import classes from './row-grid.module.css';
import type { RowEdits } from './row-edits.ts';
import { knownRow, pageSize, rowPageQuery, type RowQuery } from './row-pages.ts';
import { useGrid } from './use-grid.ts';
import type { GridColumn } from './use-grid-columns.ts';
import { useGridKeys } from './use-grid-keys.ts';

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
  const activeIndex = useRef(0);
  // oxlint-disable-next-line react/incompatible-library -- nothing is compiled here; the rows are memoized by hand
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => root.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(activeIndex.current) || activeIndex.current >= range.count
        ? shown
        : [...shown, activeIndex.current].toSorted((a, b) => a - b);
    },
  });
  const grid = useGrid({
    columns,
    edits,
    count,
    rowAt: (index) => knownRow(id, filter, index),
    root,
    fixed,
  });
  useLayoutEffect(() => {
    activeIndex.current = grid.active.index;
  });
  const keys = useGridKeys({ id, filter, grid, columns, count, edits, fixed });
  const items = virtual.getVirtualItems();
  const pages = [...new Set(items.map(({ index }) => Math.floor(index / pageSize)))];
  const loaded = useQueries({ queries: pages.map((page) => rowPageQuery(id, filter, page)) });
  const failed = loaded.find(({ error }) => error);

  if (first.error && !first.data)
    return <ErrorState problem={first.error} onRetry={() => void first.refetch()} />;
  if (first.data && count === 0) return <>{empty}</>;
  const template = `44px 68px 188px ${columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(' ')}`;
  const width = columns.reduce((sum, column) => sum + column.width, 44 + 68 + 188);
  const { range } = virtual;
  return (
    <>
      {failed?.error && <ErrorState problem={failed.error} onRetry={() => void failed.refetch()} />}
      <div
        ref={root}
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
        <div role="rowgroup" className={classes.body} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <GridRow
              key={index}
              index={index}
              start={start}
              row={knownRow(id, filter, index)}
              columns={columns}
              active={grid.active.index === index ? grid.active.column : -1}
              editing={grid.active.index === index ? grid.editing : null}
              edits={edits}
              acts={grid.acts}
              measure={virtual.measureElement}
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
      {children({ from: (range?.startIndex ?? 0) + 1, to: (range?.endIndex ?? -1) + 1, count })}
    </>
  );
}
