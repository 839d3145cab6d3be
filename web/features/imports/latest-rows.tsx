import { Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listImportRows } from '../../../contract/import-plan.ts';
import type { ImportDetail, ImportRow } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { isAtWork } from './import-queries.ts';
import { useRowColumns } from './use-row-columns.tsx';

const latest = 5;

/** The rows that were done last, newest first. */
export function LatestRows({ one }: { one: ImportDetail }) {
  const { t } = useTranslation('imports');
  const { clock } = useWhen();
  const offset = Math.max(0, one.counts.done - latest);
  const list = useQuery({
    queryKey: ['imports', 'latest', one.id, offset],
    queryFn: () =>
      call(listImportRows, { params: { id: one.id }, query: { outcome: 'done', offset, limit: latest } }),
    placeholderData: keepPreviousData,
    enabled: one.counts.done > 0,
    refetchInterval: isAtWork(one) ? 2000 : false,
  });
  const columns = useRowColumns(one);
  if (one.counts.done === 0) return null;
  return (
    <section aria-labelledby="latest-rows">
      <Title order={2} id="latest-rows" mt={28} mb="xs">
        {t('progress.latest')}
      </Title>
      <DataTable<ImportRow>
        label={t('progress.latest')}
        rows={list.data?.items.toReversed()}
        rowKey={({ line }) => String(line)}
        empty={null}
        columns={[
          ...columns,
          {
            key: 'time',
            header: t('report.time'),
            onPhone: 'hidden',
            cell: ({ at }) => (at ? clock(at) : ''),
          },
        ]}
      />
    </section>
  );
}
