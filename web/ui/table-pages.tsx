import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Count, formatCount } from './format-count.ts';

interface TablePagesProps {
  /** Names the buttons to readers: "Pages of the invitations". */
  readonly label: string;
  /** Of the rows on screen, the first is 0. */
  readonly first: number;
  readonly shown: number;
  readonly total: Count | undefined;
  /** Undefined where there is nothing before. */
  readonly onPrevious: (() => void) | undefined;
  /** Nobody knows where the page before this one begins: the way back leads to the first. */
  readonly backToFirst: boolean;
  readonly onNext: (() => void) | undefined;
  readonly loading: boolean;
}

/** Which part of a long list is on screen, and the way to the others. Nothing where everything is. */
export function TablePages({ label, first, shown, total, loading, ...go }: TablePagesProps) {
  const { t, i18n } = useTranslation('ui');
  const count = (number: Count) => formatCount(number, i18n.language);
  const nav = useRef<HTMLDivElement>(null);
  const turning = useRef(false);
  const turn = (way: () => void) => () => {
    turning.current = true;
    way();
  };
  // Whoever turned a page goes on at its first row.
  useEffect(() => {
    if (loading || !turning.current) return;
    turning.current = false;
    const table = nav.current?.parentElement?.querySelector('table');
    table?.scrollIntoView({ block: 'start' });
    table?.querySelector<HTMLElement>('tbody a')?.focus({ preventScroll: true });
  }, [first, loading]);
  if (!go.onPrevious && !go.onNext) return null;
  return (
    <Group component="nav" ref={nav} aria-label={label} justify="space-between" gap="sm" mt="md">
      <Text c="dimmed" role="status">
        {t('pages.range', {
          from: count(first + 1),
          to: count(first + shown),
          total: total === undefined ? '…' : count(total),
        })}
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconChevronLeft size={16} stroke={1.7} className="flip" aria-hidden />}
          {...(go.onPrevious ? { onClick: turn(go.onPrevious) } : { disabled: true })}
        >
          {t(go.backToFirst ? 'pages.first' : 'pages.previous')}
        </Button>
        <Button
          variant="default"
          size="xs"
          loading={loading}
          rightSection={<IconChevronRight size={16} stroke={1.7} className="flip" aria-hidden />}
          {...(go.onNext ? { onClick: turn(go.onNext) } : { disabled: true })}
        >
          {t('pages.next')}
        </Button>
      </Group>
    </Group>
  );
}
