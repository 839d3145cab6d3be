import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { accessLines } from './access-lines.ts';
import { accessQuery } from './person-queries.ts';
import { useAccessColumns } from './use-access-columns.tsx';

interface AccessTableProps {
  readonly person: PersonDetail;
  readonly shows: 'what they hold' | 'everything';
}

/** Each permission with where it comes from; what ended and what is missing on demand. */
export function AccessTable({ person, shows }: AccessTableProps) {
  const { t } = useTranslation('person');
  const { data: access, error, refetch } = useQuery(accessQuery(person.id));
  const [all, setAll] = useState(shows === 'everything');
  const columns = useAccessColumns(person);
  const lines = access && accessLines(access).filter(({ state }) => all || isLive(state));
  return (
    <section aria-labelledby="access">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="access">
          {t('access.title')}
        </Title>
        <Button variant="subtle" size="xs" aria-pressed={all} onClick={() => setAll(!all)}>
          {t(all ? 'access.onlyHeld' : 'access.showAll')}
        </Button>
      </Group>
      {access?.closed && (
        <Text c="dimmed" mb="sm">
          {t(`access.closed.${access.closed}`)}
        </Text>
      )}
      <DataTable
        label={t('access.label', { name: person.name })}
        columns={columns}
        rows={lines}
        rowKey={({ key }) => key}
        problem={error}
        problemTitle={t('access.notLoaded')}
        onRetry={() => void refetch()}
        empty={<EmptyState title={t('access.none')} text={t('access.noneText')} />}
      />
    </section>
  );
}

function isLive(state: string): boolean {
  return state === 'in_force' || state === 'ends_soon' || state === 'starts_later';
}
