import { Button, Group, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleBatch } from '../../../contract/people-batches.ts';
import { may, useSession } from '../../shell/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { type Count, formatCount } from '../../ui/format-count.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { TablePages } from '../../ui/table-pages.tsx';
import { useFollowed } from '../../ui/use-followed.ts';
import { useListPages } from '../../ui/use-list-pages.ts';
import { useRowSelection } from '../../ui/use-row-selection.ts';
import { AskedNotice } from './asked-notice.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { ExportPeople } from './export-people.tsx';
import { NoPeople } from './no-people.tsx';
import { filterOf, orderOf, type PeopleSearch } from './parse-people-search.ts';
import { chosenColumns, keepColumns, type PeopleColumn } from './people-columns.ts';
import { PeopleFilters } from './people-filters.tsx';
import { peopleQuery } from './people-query.ts';
import { peopleBatchesQuery } from './people-batch-queries.ts';
import { PeopleBatchPanel } from './people-batch-panel.tsx';
import { type Asked, SelectedPeople } from './selected-people.tsx';
import { usePeopleColumns } from './use-people-columns.tsx';
import { usePersonActs } from './use-person-acts.tsx';

/** Management of users: everybody of the organization. Filters, order and page live in the address. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const session = useSession();
  const search = useSearch({ from: '/people' });
  const [asked, setAsked] = useState<Asked | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const { batches, follow, putAway } = useFollowed(
    'foyer-people-batches',
    peopleBatchesQuery,
    ({ refused }) => refused.some(({ reason }) => reason === 'no_longer'),
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          <>
            {may(session, 'user-management:can_export') && (
              <ExportPeople search={search} onProblem={setProblem} />
            )}
            {may(session, 'user-registration:access') && (
              <Button
                component={Link}
                to="/user-registration"
                leftSection={<IconUserPlus size={18} stroke={1.7} aria-hidden />}
              >
                {t('register')}
              </Button>
            )}
          </>
        }
      />
      <PeopleFilters search={search} />
      {asked && <AskedNotice asked={asked} />}
      {problem !== null && <ProblemNotice problem={problem} />}
      {batches.map((batch) => (
        <PeopleBatchPanel key={batch.id} batch={batch} onPutAway={() => putAway(batch.id)} />
      ))}
      <PeopleTable search={search} onAsked={setAsked} onStarted={follow} onProblem={setProblem} />
    </>
  );
}

interface PeopleTableProps {
  readonly search: PeopleSearch;
  readonly onAsked: (asked: Asked | null) => void;
  readonly onStarted: (batch: PeopleBatch) => void;
  readonly onProblem: (problem: unknown) => void;
}

function PeopleTable({ search, onAsked, onStarted, onProblem }: PeopleTableProps) {
  const { t } = useTranslation('people');
  const navigate = useNavigate();
  const [columns, setColumns] = useState<readonly PeopleColumn[]>(chosenColumns);
  const choose = (chosen: readonly PeopleColumn[]) => {
    keepColumns(chosen);
    setColumns(chosen);
  };
  const list = useQuery(peopleQuery(search));
  const rows = list.data?.items;
  const selection = useRowSelection(rows, ({ id }) => id, JSON.stringify(filterOf(search)));
  const { acts, question } = usePersonActs({ onAsked, onProblem });
  const { first, ...ways } = useListPages(search, rows?.length ?? 0, list.data?.nextCursor ?? null);
  return (
    <>
      <Group justify="space-between" align="end" mb={4}>
        <Total total={list.data?.total} />
        <ColumnMenu columns={columns} onChange={choose} />
      </Group>
      <DataTable
        label={t('title')}
        columns={usePeopleColumns(columns, orderOf(search), acts)}
        rows={rows}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        selection={selection}
        position={{ first, total: list.data?.total }}
        onOpen={({ id }) => void navigate({ to: '/people/$id', params: { id } })}
        empty={<NoPeople query={search.query} />}
        problem={list.error}
        problemTitle={t('notLoaded')}
        onRetry={() => void list.refetch()}
        footer={
          <TablePages
            label={t('pages')}
            first={first}
            shown={rows?.length ?? 0}
            total={list.data?.total}
            loading={list.isPlaceholderData}
            {...ways}
          />
        }
      />
      {question}
      <SelectedPeople
        selection={selection}
        search={search}
        total={list.data?.total}
        more={first > 0 || list.data?.nextCursor != null}
        onAsked={onAsked}
        onStarted={onStarted}
        onProblem={onProblem}
      />
    </>
  );
}

/** How many the filters hold; readers hear it when it changes. */
function Total({ total }: { readonly total: Count | undefined }) {
  const { t, i18n } = useTranslation('people');
  return (
    <Text role="status" size="xs" c="dimmed" mih={18}>
      {total !== undefined &&
        t('total', {
          count: typeof total === 'number' ? total : total.atLeast,
          number: formatCount(total, i18n.language),
        })}
    </Text>
  );
}
