import { Group, Progress, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface StepTitleProps {
  readonly title: string;
  readonly intro?: string | undefined;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  /** When the draft was kept last: "14:12". */
  readonly kept: string | undefined;
  /** Of the title, where it is not the page's own. */
  readonly order?: 1 | 2;
}

/** Which of the guided steps this is, and that nothing typed so far is lost. */
export function StepTitle({ title, intro, step, steps, kept, order = 1 }: StepTitleProps) {
  const { t } = useTranslation('identities');
  return (
    <header style={{ marginBlockEnd: 28 }}>
      <Group justify="space-between">
        <Text c="dimmed">{t('steps.count', { step, steps })}</Text>
        <Text c="dimmed" role="status">
          {kept !== undefined && (
            <Group gap={4} component="span">
              <IconCheck size={16} stroke={1.7} aria-hidden />
              {t('steps.kept', { time: kept })}
            </Group>
          )}
        </Text>
      </Group>
      <Title order={order} size="h1" tabIndex={-1}>
        {title}
      </Title>
      <Progress value={(step / steps) * 100} size={5} mt="sm" aria-label={t('steps.progress')} />
      {intro !== undefined && (
        <Text c="dimmed" mt="md">
          {intro}
        </Text>
      )}
    </header>
  );
}
