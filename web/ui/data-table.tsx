import { Checkbox, Table } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataRow } from './data-row.tsx';
import classes from './data-table.module.css';
import { ErrorState } from './error-state.tsx';
import type { Count } from './format-count.ts';
import { SkeletonRows } from './skeleton-rows.tsx';
import { useLate } from './use-late.ts';
import type { RowSelection } from './use-row-selection.ts';
import { walkRows } from './walk-rows.ts';

export interface Column<Row> {
  readonly key: string;
  /** Empty for the column of actions, which then says what it is to readers by `hiddenHeader`. */
  readonly header: string;
  readonly hiddenHeader?: string;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS width. */
  readonly width?: string;
  /** Where it stands in the list that a phone shows: the first line's end, or nowhere. */
  readonly onPhone?: 'start' | 'end' | 'hidden';
  readonly align?: 'start' | 'end';
  /** The list can be put in its order; `direction` while it is. */
  readonly sort?: {
    readonly direction: 'ascending' | 'descending' | undefined;
    readonly onSort: () => void;
  };
}

export interface DataTableProps<Row> {
  /** What the table holds, for readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while it is loading. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  /** What a row is called beside its checkbox; needed with `selection`. */
  readonly rowName?: (row: Row) => string;
  readonly selection?: RowSelection<Row>;
  /** Where these rows stand in a list of which they are a page; the first is 0. */
  readonly position?: { readonly first: number; readonly total: Count | undefined };
  /** In place of the rows when there are none. */
  readonly empty: ReactNode;
  readonly problem?: unknown;
  /** "The invitations could not be loaded" */
  readonly problemTitle?: string;
  readonly onRetry?: () => void;
  /** The row whose panel is open: its keys walk through the rows then, not the table's. */
  readonly chosen?: string | null;
  /** Opens a row by click; keyboards use the link or button in its first cell. */
  readonly onOpen?: (row: Row) => void;
  /** Below the rows: "Show more". */
  readonly footer?: ReactNode;
}

/**
 * A list of records: a table, on a phone a list. Old rows stay while newer ones are fetched.
 * The roles are named because a table that is laid out as a list would lose them.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, position, selection } = props;
  const late = useLate(rows === undefined);
  if (props.problem && rows === undefined) {
    return (
      <ErrorState
        problem={props.problem}
        {...(props.problemTitle ? { title: props.problemTitle } : {})}
        {...(props.onRetry ? { onRetry: props.onRetry } : {})}
      />
    );
  }
  if (rows?.length === 0) return <>{props.empty}</>;
  return (
    <>
      <div className={classes.room}>
        <Table
          role="table"
          className={classes.table}
          aria-label={props.label}
          aria-busy={rows === undefined}
          aria-rowcount={position && rowCount(position.total)}
          onKeyDown={props.chosen ? undefined : walkRows}
        >
          <Table.Thead role="rowgroup" className={classes.head}>
            <Table.Tr role="row" aria-rowindex={position && 1}>
              {selection && <MarkAll selection={selection} />}
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody role="rowgroup">
            {rows?.map((row, index) => (
              <DataRow
                {...props}
                key={props.rowKey(row)}
                row={row}
                rowIndex={position && position.first + index + 2}
              />
            ))}
            {late && <SkeletonRows columns={columns} marked={Boolean(selection)} number={3} />}
          </Table.Tbody>
        </Table>
      </div>
      {props.footer}
    </>
  );
}

/** The head counts as a row; -1 says that nobody has counted. */
function rowCount(total: Count | undefined): number {
  return typeof total === 'number' ? total + 1 : -1;
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { header, hiddenHeader, width, align, sort } = column;
  const Arrow = sort?.direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th
      role="columnheader"
      style={{ width, textAlign: align }}
      scope="col"
      aria-sort={sort && (sort.direction ?? 'none')}
    >
      {sort ? (
        <button type="button" className={classes.sort} onClick={sort.onSort}>
          {header}
          <Arrow
            size={14}
            stroke={1.7}
            aria-hidden
            style={sort.direction ? undefined : { visibility: 'hidden' }}
          />
        </button>
      ) : (
        header || <span className={classes.hidden}>{hiddenHeader}</span>
      )}
    </Table.Th>
  );
}

function MarkAll<Row>({ selection }: { selection: RowSelection<Row> }) {
  const { t } = useTranslation('ui');
  return (
    <Table.Th role="columnheader" scope="col" className={classes.markAll}>
      <label>
        <Checkbox
          size="xs"
          aria-label={t('selection.chooseShown')}
          checked={selection.shown === 'all'}
          indeterminate={selection.shown === 'some'}
          onChange={selection.toggleShown}
        />
        <span className={classes.markAllWords}>{t('selection.chooseShown')}</span>
      </label>
    </Table.Th>
  );
}
