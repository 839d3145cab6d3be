import { Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Grant } from '../../../contract/grants.ts';
import type { Column } from '../../ui/data-table.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { Person } from '../../ui/person.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { lastMoment } from '../../ui/last-moment.ts';
import { GrantSource } from './grant-source.tsx';
import { GrantState } from './grant-state.tsx';
import { HolderActions } from './holder-actions.tsx';
import classes from './holder-table.module.css';

interface HolderTableProps {
  readonly list: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Grant[] }>>;
  readonly permission: string;
  readonly onDates: (grant: Grant) => void;
  readonly onWithdraw: (grant: Grant) => void;
}

export function HolderTable({ list, permission, onDates, onWithdraw }: HolderTableProps) {
  const { t } = useTranslation('permissions');
  const columns = useColumns(onDates, onWithdraw);
  const [first, second] = list.data?.pages[0]?.items ?? [];
  const onlyFounder = first?.source === 'founder' && second === undefined;
  return (
    <>
      <ListTable
        label={t('holders.label', { permission })}
        columns={columns}
        list={list}
        rowKey={(grant) => grant.id}
        empty={<Text c="dimmed">{t('holders.empty')}</Text>}
        problemTitle={t('holders.notLoaded')}
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
