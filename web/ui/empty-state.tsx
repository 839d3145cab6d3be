import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';
import { Leaves } from './leaves.tsx';

interface EmptyStateProps {
  /** One warm line. */
  readonly title: string;
  /** One plain line. */
  readonly text?: string;
  readonly actions?: ReactNode;
}

/** Where there is nothing yet, or nothing that matches. */
export function EmptyState({ title, text, actions }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <Leaves account="missing" identity="missing" size={40} />
      <Text size="md" fw={600} mt="sm">
        {title}
      </Text>
      {text && (
        <Text c="dimmed" mt={4}>
          {text}
        </Text>
      )}
      {actions && (
        <Group gap="xs" mt="md" justify="center">
          {actions}
        </Group>
      )}
    </div>
  );
}
