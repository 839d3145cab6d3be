import { Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { importTemplate } from '../../../contract/imports.ts';
import { startDownload } from '../../steady/start-download.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { showToast } from '../../ui/show-toast.tsx';

const formats = ['csv', 'xlsx'] as const;

/** An empty file with every column of the organization's own form. */
export function TemplateDownloads() {
  const { t } = useTranslation('imports');
  const getting = useMutation({
    mutationFn: (format: (typeof formats)[number]) => startDownload(importTemplate, { query: { format } }),
    onError: (error) => showToast(describeProblem(error).title),
  });
  return (
    <Group gap="xs" mt="sm">
      <Text c="dimmed">{t('template.title')}</Text>
      {formats.map((format) => (
        <Button
          key={format}
          variant="default"
          size="xs"
          loading={getting.isPending && getting.variables === format}
          leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
          aria-label={t(`template.${format}Label`)}
          onClick={() => getting.mutate(format)}
        >
          {t(`template.${format}`)}
        </Button>
      ))}
    </Group>
  );
}
