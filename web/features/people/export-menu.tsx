import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../query-client.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { showToast } from '../../ui/show-toast.tsx';

const formats = ['html', 'json'] as const;
type Format = (typeof formats)[number];

interface ExportMenuProps {
  /** Absent: one's own data. */
  readonly whose?: string;
  /** Hands the file to the browser. @returns whether it began */
  readonly download: (format: Format) => Promise<boolean>;
}

/** Everything of one person as a file, to read or for a program. It is noted: the activity shows so at once. */
export function ExportMenu({ whose, download }: ExportMenuProps) {
  const { t } = useTranslation('person');
  const exporting = useMutation({
    mutationFn: download,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['activity'] }),
    onError: (error) => showToast(describeProblem(error).title),
  });
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          variant="default"
          loading={exporting.isPending}
          leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />}
        >
          {t(whose ? 'export.open' : 'export.openMine')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => exporting.mutate(format)}>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
        <Text size="xs" c="dimmed" px="sm" py={6}>
          {t(whose ? 'export.text' : 'export.textMine')}
        </Text>
      </Menu.Dropdown>
    </Menu>
  );
}
