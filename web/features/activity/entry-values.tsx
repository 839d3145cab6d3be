import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { getActivityEntry } from '../../../contract/activity.ts';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { useWhen } from '../../ui/use-when.ts';
import { useActWords } from './use-act-words.ts';

type Values = ResponseOf<typeof getActivityEntry>['values'];

/** Field by field, what was there before and what after. */
export function EntryValues({ values }: { values: Values }) {
  const { t } = useTranslation('activity');
  const { field } = useActWords();
  const rows = values.flatMap(({ subjectId, before, after }) =>
    [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].map((name) => ({
      key: `${subjectId} ${name}`,
      name,
      before: before?.[name],
      after: after?.[name],
    })),
  );
  if (rows.length === 0) return <Text c="dimmed">{t('entry.noValues')}</Text>;
  return (
    <Table.ScrollContainer minWidth={320} mt="sm">
      <Table aria-label={t('entry.values')} highlightOnHover={false} maw={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('entry.field')}</Table.Th>
            <Table.Th scope="col">{t('entry.before')}</Table.Th>
            <Table.Th scope="col">{t('entry.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td>{field(row.name)}</Table.Td>
              <Table.Td>
                <Value value={row.before} />
              </Table.Td>
              <Table.Td>
                <Value value={row.after} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

function Value({ value }: { value: unknown }) {
  const { t } = useTranslation('activity');
  const { dayAndTime } = useWhen();
  if (value === null || value === undefined || value === '') return <Text c="dimmed">{t('entry.none')}</Text>;
  const text = [value].flat().map(asText).join(', ');
  return <bdi style={{ overflowWrap: 'anywhere' }}>{instant.test(text) ? dayAndTime(text) : text}</bdi>;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
