import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportAccounts, mostWorkbookRows, previewExport } from '../../../contract/people-export.ts';
import { call } from '../../api.ts';
import { startDownload } from '../../steady/start-download.ts';
import { formatCount } from '../../ui/format-count.ts';
import { filterOf, orderOf, type PeopleSearch } from './parse-people-search.ts';

const formats = ['csv', 'xlsx'] as const;

interface ExportPeopleProps {
  readonly search: PeopleSearch;
  readonly onProblem: (problem: unknown) => void;
}

/** What the filters hold, as a file that an import reads again; as a workbook where one can hold them. */
export function ExportPeople({ search, onProblem }: ExportPeopleProps) {
  const { t, i18n } = useTranslation('people');
  const [opened, setOpened] = useState(false);
  const why = useId();
  const filter = filterOf(search);
  const { data: preview } = useQuery({
    queryKey: ['people', 'export', filter],
    queryFn: ({ signal }) => call(previewExport, { query: filter }, { signal }),
    enabled: opened,
  });
  const exporting = useMutation({
    mutationFn: (format: (typeof formats)[number]) =>
      startDownload(exportAccounts, { query: { ...filter, sort: orderOf(search), format } }),
    onMutate: () => onProblem(null),
    onError: onProblem,
  });
  const tooMany = preview?.fitsWorkbook === false;
  return (
    <Menu position="bottom-end" width={300} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button
          variant="default"
          loading={exporting.isPending}
          leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />}
        >
          {t('export.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item
            key={format}
            disabled={format === 'xlsx' && tooMany}
            aria-describedby={format === 'xlsx' && tooMany ? why : undefined}
            onClick={() => exporting.mutate(format)}
          >
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
        {tooMany && (
          <Text size="xs" c="var(--foyer-warn-text)" px="sm" py={6} id={why} role="status">
            {t('export.tooMany', { most: formatCount(mostWorkbookRows, i18n.language) })}
          </Text>
        )}
        <Text size="xs" c="dimmed" px="sm" py={6}>
          {t('export.text')}
        </Text>
      </Menu.Dropdown>
    </Menu>
  );
}
