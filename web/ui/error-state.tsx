import { Button, Group, Text } from '@mantine/core';
import { IconCloudX, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';
import { describeProblem } from './describe-problem.ts';
import { isGone } from './is-gone.ts';
import { Panel } from './panel.tsx';

interface ErrorStateProps {
  readonly problem: unknown;
  /** What failed: "The invitations could not be loaded". */
  readonly title?: string;
  readonly onRetry?: () => void;
}

/** In place of content that could not be had. */
export function ErrorState({ problem, title, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('ui');
  const words = describeProblem(problem);
  const reference = words.reference && t('error.reference', { reference: words.reference });
  const details = [title ?? words.title, words.detail, reference, location.pathname]
    .filter(Boolean)
    .join('\n');
  return (
    <Panel role="alert">
      <Group justify="space-between" gap="md">
        <Group gap="md" wrap="nowrap" align="flex-start" style={{ flex: '1 1 320px' }}>
          <IconCloudX size={24} stroke={1.7} color="var(--foyer-bad)" aria-hidden style={{ flex: 'none' }} />
          <div>
            <Text fw={600}>{title ?? words.title}</Text>
            <Text c="dimmed">
              {words.detail} {reference}
            </Text>
          </div>
        </Group>
        <Group gap="xs">
          <CopyButton value={details} label={t('copyDetails')} done={t('detailsCopied')} variant="subtle" />
          {onRetry && !isGone(problem) && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={18} stroke={1.7} aria-hidden />}
              onClick={onRetry}
            >
              {t('tryAgain')}
            </Button>
          )}
        </Group>
      </Group>
    </Panel>
  );
}
