import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLate } from './use-late.ts';

interface LateSkeletonProps {
  readonly waiting: boolean;
  /** Of the blocks that will stand there, in px. */
  readonly heights: readonly number[];
}

/** The place of what is awaited for longer than one notices, and the word for it to who hears the page. */
export function LateSkeleton({ waiting, heights }: LateSkeletonProps) {
  const { t } = useTranslation('ui');
  const late = useLate(waiting);
  if (!late) return null;
  return (
    <Stack gap="md" role="status" aria-label={t('loading')}>
      {heights.map((height, place) => (
        <Skeleton key={place} height={height} radius="lg" />
      ))}
    </Stack>
  );
}
