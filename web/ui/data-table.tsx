import { Skeleton, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './data-table.module.css';
import { ErrorState } from './error-state.tsx';
import { useLate } from './use-late.ts';

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
}

interface DataTableProps<Row> {
  /** What the table holds, for readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while it is loading. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  /** In place of the rows when there are none. */
  readonly empty: ReactNode;
  readonly problem?: unknown;
  /** "The invitations could not be loaded" */
  readonly problemTitle?: string;
  readonly onRetry?: () => void;
  /** The row whose panel is open. */
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
  const { columns, rows } = props;
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
      <Table role="table" className={classes.table} aria-label={props.label} aria-busy={rows === undefined}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map((column) => (
              <Table.Th
                role="columnheader"
                key={column.key}
                style={{ width: column.width, textAlign: column.align }}
                scope="col"
              >
                {column.header || <span className={classes.hidden}>{column.hiddenHeader}</span>}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {rows?.map((row) => (
            <DataRow key={props.rowKey(row)} row={row} {...props} />
          ))}
          {late && [0, 1, 2].map((line) => <SkeletonRow key={line} line={line} columns={columns} />)}
        </Table.Tbody>
      </Table>
      {props.footer}
    </>
  );
}

function DataRow<Row>({ row, columns, rowKey, chosen, onOpen }: DataTableProps<Row> & { row: Row }) {
  return (
    <Table.Tr
      role="row"
      className={classes.row}
      data-chosen={chosen === rowKey(row) || undefined}
      data-opens={onOpen ? true : undefined}
      onClick={(event) => {
        // A click on a button or link in the row is theirs.
        if (onOpen && !(event.target as Element).closest('a, button, input, [role="menu"]')) onOpen(row);
      }}
    >
      {columns.map((column) => (
        <Table.Td
          role="cell"
          key={column.key}
          className={classes.cell}
          data-phone={column.onPhone ?? 'start'}
          style={{ textAlign: column.align }}
        >
          {column.cell(row)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function SkeletonRow<Row>({ line, columns }: { line: number; columns: readonly Column<Row>[] }) {
  const { t } = useTranslation('ui');
  return (
    <Table.Tr role="row" className={classes.row}>
      {columns.map((column, index) => (
        <Table.Td
          role="cell"
          key={column.key}
          className={classes.cell}
          data-phone={column.onPhone ?? 'start'}
        >
          {index === 0 && line === 0 && <span className={classes.hidden}>{t('loading')}</span>}
          {column.header && <Skeleton height={11} width={index === 0 ? 150 - 20 * line : 90} my={11} />}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
