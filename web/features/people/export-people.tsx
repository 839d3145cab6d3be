import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { exportAccounts } from '../../../contract/people-export.ts';
import { startDownload } from '../../steady/start-download.ts';
import { filterOf, type PeopleSearch } from './parse-people-search.ts';

const formats = ['csv', 'xlsx'] as const;

interface ExportPeopleProps {
  readonly search: PeopleSearch;
  readonly onProblem: (problem: unknown) => void;
}

/** What the filters hold, as a file that an import reads again. */
export function ExportPeople({ search, onProblem }: ExportPeopleProps) {
  const { t } = useTranslation('people');
  const exporting = useMutation({
    mutationFn: (format: (typeof formats)[number]) =>
      startDownload(exportAccounts, {
        query: { ...filterOf(search), sort: search.sort ?? 'name', format },
      }),
    onMutate: () => onProblem(null),
    onError: onProblem,
  });
  return (
    <Menu position="bottom-end" width={300}>
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
          <Menu.Item key={format} onClick={() => exporting.mutate(format)}>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
        <Text size="xs" c="dimmed" px="sm" py={6}>
          {t('export.text')}
        </Text>
      </Menu.Dropdown>
    </Menu>
  );
}
