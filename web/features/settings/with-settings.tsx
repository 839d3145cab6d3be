import { Skeleton, Stack } from '@mantine/core';
import { type QueryKey, useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';
import { useLate } from '../../ui/use-late.ts';

interface WithSettingsProps<T, K extends QueryKey> {
  readonly query: UseQueryOptions<T, Error, T, K>;
  readonly children: (settings: T) => ReactNode;
}

/** What a section shows while its settings are on their way, and where they could not be had. */
export function WithSettings<T, K extends QueryKey>({ query, children }: WithSettingsProps<T, K>) {
  const { t } = useTranslation('settings');
  const { data, error, refetch, isPending } = useQuery(query);
  const late = useLate(isPending);
  if (error && data === undefined) {
    return <ErrorState problem={error} title={t('notLoaded')} onRetry={() => void refetch()} />;
  }
  if (data === undefined) {
    return (
      <Stack gap="lg" maw={560} aria-busy="true">
        {late && [0, 1, 2].map((line) => <Skeleton key={line} height={56} />)}
      </Stack>
    );
  }
  return children(data);
}
