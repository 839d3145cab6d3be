import { Group } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWhen } from '../../ui/use-when.ts';

interface WaitsProps {
  readonly since: string;
  readonly isOverdue: boolean;
}

/** How long somebody waits, and whether that is longer than they were told. */
export function Waits({ since, isOverdue }: WaitsProps) {
  const { t } = useTranslation('reviews');
  const { span, dayAndTime } = useWhen();
  return (
    <Group gap={6} wrap="nowrap" title={dayAndTime(since)}>
      {isOverdue && <IconClockExclamation size={18} stroke={1.7} color="var(--foyer-warn)" aria-hidden />}
      <time dateTime={since}>{isOverdue ? t('overTarget', { span: span(since) }) : span(since)}</time>
    </Group>
  );
}
