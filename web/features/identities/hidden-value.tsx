import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { revealField } from '../../../contract/identity-reviews.ts';
import { call } from '../../api.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { shownFor } from '../../ui/shown-for.ts';

interface HiddenValueProps {
  readonly identityId: string;
  readonly version: number;
  readonly field: string;
  readonly label: string;
}

/** A sensitive value: shown on purpose, which the activity notes, and hidden again by itself. */
export function HiddenValue({ identityId, version, field, label }: HiddenValueProps) {
  const { t } = useTranslation('identities');
  const queries = useQueryClient();
  const { data, error, isPending, mutate, reset } = useMutation({
    mutationFn: () => call(revealField, { params: { id: identityId }, body: { version, field } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['activity'] }),
  });
  useEffect(() => {
    if (!data) return undefined;
    const timer = setTimeout(reset, shownFor);
    // Whoever leaves the window leaves nothing on the screen.
    addEventListener('blur', reset);
    return () => {
      clearTimeout(timer);
      removeEventListener('blur', reset);
    };
  }, [data, reset]);
  if (data) {
    return (
      <Group gap="xs">
        <bdi dir="ltr">{String(data.value)}</bdi>
        <Button
          size="xs"
          variant="default"
          onClick={reset}
          aria-label={t('hiddenValue.hideField', { field: label })}
        >
          {t('hiddenValue.hide')}
        </Button>
      </Group>
    );
  }
  return (
    <Group gap="xs">
      <Text c="dimmed">{error ? describeProblem(error).detail : t('hiddenValue.hidden')}</Text>
      <Button
        size="xs"
        variant="default"
        onClick={() => mutate()}
        loading={isPending}
        aria-label={t('hiddenValue.showField', { field: label })}
      >
        {t('hiddenValue.show')}
      </Button>
    </Group>
  );
}
