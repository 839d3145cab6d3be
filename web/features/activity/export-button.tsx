import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { exportActivity } from '../../../contract/activity.ts';
import { queryClient } from '../../query-client.ts';
import { startDownload } from '../../steady/start-download.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { showToast } from '../../ui/show-toast.tsx';
import type { ActivitySearch } from './parse-activity-search.ts';

const formats = ['csv', 'jsonl'] as const;
// It is noted before its first line leaves; nobody tells the page when the browser has asked for it.
const untilNoted = 1500;

/** What the filters show, as a file that the browser saves as it comes. It is noted itself: the list shows so soon. */
export function ExportButton({ search }: { search: ActivitySearch }) {
  const { t } = useTranslation('activity');
  const exporting = useMutation({
    mutationFn: (format: (typeof formats)[number]) =>
      startDownload(exportActivity, { query: { ...search, format } }),
    onSuccess: (hasBegun) => {
      if (hasBegun)
        setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['activity', 'list'] }), untilNoted);
    },
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
