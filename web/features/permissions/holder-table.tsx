import { Button, Group, Text } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Grant } from '../../../contract/grants.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Person } from '../../ui/person.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { lastMoment } from './grant-days.ts';
import { GrantSource } from './grant-source.tsx';
import { GrantState } from './grant-state.tsx';
import { HolderActions } from './holder-actions.tsx';
import classes from './holder-table.module.css';

interface HolderTableProps {
  readonly list: UseInfiniteQueryResult;
  readonly rows: readonly Grant[] | undefined;
  readonly permission: string;
  readonly onDates: (grant: Grant) => void;
  readonly onWithdraw: (grant: Grant) => void;
}

export function HolderTable({ list, rows, permission, onDates, onWithdraw }: HolderTableProps) {
  const { t } = useTranslation(['permissions', 'ui']);
  const columns = useColumns(onDates, onWithdraw);
  const onlyFounder = rows?.length === 1 && rows[0]?.source === 'founder';
  return (
    <>
      <DataTable
        label={t('holders.label', { permission })}
        columns={columns}
        rows={rows}
        rowKey={(grant) => grant.id}
        empty={<Text c="dimmed">{t('holders.empty')}</Text>}
        problem={list.error}
        problemTitle={t('holders.notLoaded')}
        onRetry={() => void list.refetch()}
        footer={
          list.hasNextPage && (
            <Group justify="center" mt="lg">
              <Button
                variant="default"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {t('loadMore', { ns: 'ui' })}
              </Button>
            </Group>
          )
        }
      />
      {onlyFounder && (
        <Text c="dimmed" mt="md">
          {t('holders.founderOnly')}
        </Text>
      )}
    </>
  );
}

function useColumns(onDates: (grant: Grant) => void, onWithdraw: (grant: Grant) => void): Column<Grant>[] {
  const { t } = useTranslation('permissions');
  const { shortDay } = useWhen();
  return [
    {
      key: 'person',
      header: t('holders.person'),
      width: '28%',
      cell: (grant) => (
        <>
          <Person name={grant.account.name} detail={grant.account.personalCode ?? grant.account.email} />
          <div className={classes.below}>
            <GrantState grant={grant} />
          </div>
        </>
      ),
    },
    {
      key: 'source',
      header: t('holders.source'),
      cell: (grant) => <GrantSource grant={grant} />,
      onPhone: 'hidden',
    },
    {
      key: 'from',
      header: t('holders.from'),
      cell: ({ source, from }) => (
        <Text c="dimmed" className={classes.day}>
          {from ? shortDay(from) : t(source === 'founder' ? 'holders.always' : 'holders.sinceGranted')}
        </Text>
      ),
      onPhone: 'hidden',
    },
    {
      key: 'until',
      header: t('holders.until'),
      cell: ({ until }) => (
        <Text c="dimmed" className={classes.day}>
          {until ? shortDay(lastMoment(until)) : t('holders.noEnd')}
        </Text>
      ),
      onPhone: 'hidden',
    },
    {
      key: 'state',
      header: t('holders.state'),
      cell: (grant) => <GrantState grant={grant} />,
      onPhone: 'hidden',
    },
    {
      key: 'actions',
      header: '',
      hiddenHeader: t('holders.actions'),
      cell: (grant) => <HolderActions grant={grant} onDates={onDates} onWithdraw={onWithdraw} />,
      align: 'end',
      onPhone: 'end',
    },
  ];
}
