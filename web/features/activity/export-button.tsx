import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { exportActivity } from '../../../contract/activity.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { showToast } from '../../ui/show-toast.tsx';
import type { ActivitySearch } from './parse-activity-search.ts';
import { saveFile } from '../../ui/save-file.ts';

const formats = ['csv', 'jsonl'] as const;

/** What the filters show, as a file. It is noted itself: the list shows so at once. */
export function ExportButton({ search }: { search: ActivitySearch }) {
  const { t } = useTranslation('activity');
  const exporting = useMutation({
    mutationFn: async (format: (typeof formats)[number]) => {
      const file = await call(exportActivity, { query: { ...search, format } });
      saveFile(file, `activity.${format}`);
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['activity', 'list'] }),
    onError: (error) => showToast(describeProblem(error).title),
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
