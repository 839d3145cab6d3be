import { Group, Skeleton, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './data-table.module.css';
import type { Column } from './data-table.tsx';

interface SkeletonRowsProps<Row> {
  readonly columns: readonly Column<Row>[];
  /** A first column to choose rows by. */
  readonly marked: boolean;
  readonly number: number;
}

/** Rows in the layout of those that are awaited. */
export function SkeletonRows<Row>({ columns, marked, number }: SkeletonRowsProps<Row>) {
  const { t } = useTranslation('ui');
  return Array.from({ length: number }, (_, line) => (
    <Table.Tr role="row" className={classes.row} key={line}>
      {marked && (
        <Table.Td role="cell" className={classes.cell} data-phone="mark">
          <Skeleton height={18} width={18} />
        </Table.Td>
      )}
      {columns.map((column, index) => (
        <Table.Td
          role="cell"
          key={column.key}
          className={classes.cell}
          data-phone={column.onPhone ?? 'start'}
        >
          {index === 0 && line === 0 && <span className={classes.hidden}>{t('loading')}</span>}
          {index === 0 && (
            <Group gap={10} wrap="nowrap">
              <Skeleton circle height={30} />
              <div>
                <Skeleton height={10} width={150 - 20 * (line % 3)} mb={6} />
                <Skeleton height={9} width={180 - 30 * (line % 3)} />
              </div>
            </Group>
          )}
          {index > 0 && column.header && <Skeleton height={11} width={90} />}
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}
