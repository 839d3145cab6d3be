import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../../contract/import-schemas.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { useWhen } from '../../ui/use-when.ts';
import { importsQuery } from './import-queries.ts';
import { ImportStateWords } from './import-state-words.tsx';
import { useImportName } from './use-import-name.ts';

/** Those of the organization, newest first: what waits can be gone on with, what is done has its report. */
export function EarlierImports() {
  const { t } = useTranslation('imports');
  const [cursor, setCursor] = useState<string>();
  const list = useQuery(importsQuery(cursor));
  const columns = useImportColumns();
  const next = list.data?.nextCursor;
  return (
    <section aria-labelledby="imports">
      <Title order={2} id="imports" mt={36} mb="xs">
        {t('list.title')}
      </Title>
      <DataTable<Import>
        label={t('list.title')}
        columns={columns}
        rows={list.data?.items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('list.empty')} text={t('list.emptyText')} />}
        problem={list.error}
        problemTitle={t('list.notLoaded')}
        onRetry={() => void list.refetch()}
        footer={
          (next || cursor) && (
            <Button variant="default" size="xs" mt="sm" onClick={() => setCursor(next ?? undefined)}>
              {t(next ? 'list.older' : 'list.newest')}
            </Button>
          )
        }
      />
    </section>
  );
}

function useImportColumns(): readonly Column<Import>[] {
  const { t, i18n } = useTranslation('imports');
  const { moment, when } = useWhen();
  const nameOf = useImportName();
  const wayOn = ({ state }: Import) =>
    ['done', 'undone', 'cancelled', 'undoing'].includes(state) ? 'report' : 'goOn';
  return [
    {
      key: 'file',
      header: t('list.file'),
      cell: (one) => <bdi style={{ fontWeight: 560 }}>{nameOf(one)}</bdi>,
    },
    {
      key: 'state',
      header: t('list.state'),
      onPhone: 'end',
      cell: (one) => (
        <>
          <ImportStateWords of={one} />
          {one.mailsWaiting > 0 && (
            <Text size="sm" c="dimmed">
              {t('list.mailsWait', {
                count: one.mailsWaiting,
                number: formatCount(one.mailsWaiting, i18n.language),
              })}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'rows',
      header: t('list.rows'),
      onPhone: 'hidden',
      cell: ({ counts }) => formatCount(counts.total, i18n.language),
    },
    {
      key: 'when',
      header: t('list.when'),
      onPhone: 'start',
      cell: ({ finishedAt, changedAt, startedBy }) =>
        t('list.by', {
          when: finishedAt ? when(finishedAt) : moment(changedAt),
          name: startedBy?.name ?? '–',
        }),
    },
    {
      key: 'act',
      header: '',
      hiddenHeader: t('list.act'),
      align: 'end',
      onPhone: 'end',
      cell: (one) => (
        <Button
          variant="default"
          size="xs"
          aria-label={t(`list.${wayOn(one)}Of`, { name: nameOf(one) })}
          renderRoot={(props) => (
            <Link {...props} to="/user-registration/bulk-invite/$id" params={{ id: one.id }} />
          )}
        >
          {t(`list.${wayOn(one)}`)}
        </Button>
      ),
    },
  ];
}
