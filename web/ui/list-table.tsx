import { Button, Group } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from './data-table.tsx';

interface ListTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly list: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Row[] }>>;
  readonly rowKey: (row: Row) => string;
  readonly empty: ReactNode;
  /** "The mails could not be loaded" */
  readonly problemTitle: string;
  readonly onOpen?: (row: Row) => void;
}

/** A list that is fetched as one reads on: its rows, and "Show more" while there are more. */
export function ListTable<Row>({ list, ...table }: ListTableProps<Row>) {
  const { t } = useTranslation('ui');
  return (
    <DataTable
      rows={list.data?.pages.flatMap((page) => page.items)}
      problem={list.error}
      onRetry={() => void list.refetch()}
      footer={
        list.hasNextPage && (
          <Group justify="center" mt="lg">
            <Button
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('loadMore')}
            </Button>
          </Group>
        )
      }
      {...table}
    />
  );
}
