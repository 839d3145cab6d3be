import { Checkbox, Table } from '@mantine/core';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './data-table.module.css';
import type { DataTableProps } from './data-table.tsx';
import type { RowSelection } from './use-row-selection.ts';

interface DataRowProps<Row> extends DataTableProps<Row> {
  readonly row: Row;
  /** Among all rows of the list; 1 is the head. */
  readonly rowIndex: number | undefined;
}

export function DataRow<Row>({ row, columns, rowIndex, ...table }: DataRowProps<Row>) {
  const { rowKey, rowName, chosen, onOpen, selection } = table;
  const key = rowKey(row);
  return (
    <Table.Tr
      role="row"
      className={classes.row}
      aria-rowindex={rowIndex}
      data-chosen={chosen === key || undefined}
      data-selected={selection?.has(key) || undefined}
      data-opens={onOpen ? true : undefined}
      onClick={(event) => {
        if (onOpen && !isOnControl(event)) onOpen(row);
      }}
      onKeyDown={(event) => selectBySpace(event, selection, key)}
    >
      {selection && <Mark selection={selection} rowKey={key} name={rowName?.(row) ?? key} />}
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

interface MarkProps<Row> {
  readonly selection: RowSelection<Row>;
  readonly rowKey: string;
  readonly name: string;
}

function Mark<Row>({ selection, rowKey, name }: MarkProps<Row>) {
  const { t } = useTranslation('ui');
  return (
    <Table.Td role="cell" className={classes.cell} data-phone="mark">
      <Checkbox
        size="xs"
        aria-label={t('selection.choose', { name })}
        checked={selection.has(rowKey)}
        // React hands a checkbox's click on as its change, with the keys that were held.
        onChange={({ nativeEvent }) =>
          selection.toggle(rowKey, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
        }
      />
    </Table.Td>
  );
}

/** A click on a button, link or checkbox in the row is theirs. */
function isOnControl({ target }: MouseEvent): boolean {
  return (
    target instanceof Element && target.closest('a, button, input, label, td[data-phone="mark"]') !== null
  );
}

function selectBySpace<Row>(
  event: KeyboardEvent<HTMLElement>,
  selection: RowSelection<Row> | undefined,
  key: string,
): void {
  if (!selection || event.key !== ' ' || !(event.target instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  selection.toggle(key, event.shiftKey);
}
