import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listImportRows } from '../../../contract/import-plan.ts';
import type { ImportDetail, ImportRow } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TablePages } from '../../ui/table-pages.tsx';
import type { ImportSearch } from './parse-import-search.ts';
import { countOf } from './row-state.ts';
import { useImportActs } from './use-import-acts.ts';
import { useRowColumns } from './use-row-columns.tsx';

const pageSize = 25;

/** The rows, failed ones first, page by page. */
export function ReportRows({ one, search }: { one: ImportDetail; search: ImportSearch }) {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const { show = 'all', page = 1 } = search;
  const list = useQuery({
    queryKey: ['imports', 'report', one.id, show, page, one.state],
    queryFn: () =>
      call(listImportRows, {
        params: { id: one.id },
        query: {
          outcome: show === 'all' ? undefined : show,
          sort: 'trouble',
          offset: (page - 1) * pageSize,
          limit: pageSize,
        },
      }),
    placeholderData: keepPreviousData,
  });
  const columns = useRowColumns(one);
  const remedy = useRemedyColumn(one);
  const rows = list.data?.items;
  const total = countOf(one.counts, show);
  const first = (page - 1) * pageSize;
  const go = (to: number) => () =>
    void navigate({
      to: '.',
      search: (old: ImportSearch) => ({ ...old, page: to > 1 ? to : undefined }),
      resetScroll: false,
    });
  return (
    <DataTable<ImportRow>
      label={t('report.label')}
      columns={remedy ? [...columns, remedy] : columns}
      rows={rows}
      rowKey={({ line }) => String(line)}
      position={{ first, total }}
      empty={<EmptyState title={t('report.empty')} text={t('report.emptyText')} />}
      problem={list.error}
      problemTitle={t('report.notLoaded')}
      onRetry={() => void list.refetch()}
      footer={
        <TablePages
          label={t('report.pages')}
          first={first}
          shown={rows?.length ?? 0}
          total={total}
          loading={list.isPlaceholderData}
          backToFirst={false}
          onPrevious={page > 1 ? go(page - 1) : undefined}
          onNext={first + pageSize < total ? go(page + 1) : undefined}
        />
      }
    />
  );
}

/** For each row that failed the one thing that helps. */
function useRemedyColumn(one: ImportDetail): Column<ImportRow> | null {
  const { t } = useTranslation('imports');
  const { replan } = useImportActs(one);
  if (!one.abilities.edit) return null;
  return {
    key: 'remedy',
    header: '',
    hiddenHeader: t('report.remedy'),
    align: 'end',
    onPhone: 'end',
    cell: ({ outcome, line, values, problems }) => {
      const person = values['email'] || t('rowNumber', { line });
      if (outcome === 'moved' || (outcome === 'failed' && problems.every(({ field }) => field === 'row')))
        return (
          <Button
            size="xs"
            variant="default"
            aria-label={t('report.planAgainOf', { person })}
            loading={replan.isPending}
            onClick={() => replan.mutate()}
          >
            {t('report.planAgain')}
          </Button>
        );
      if (outcome !== 'blocked' && outcome !== 'failed') return null;
      return (
        <Button
          size="xs"
          variant="default"
          aria-label={t('report.correctOf', { person })}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/user-registration/bulk-invite/$id"
              params={{ id: one.id }}
              search={{ view: 'rows', show: 'not_done' }}
            />
          )}
        >
          {t('report.correct')}
        </Button>
      );
    },
  };
}
