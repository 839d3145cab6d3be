import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './flow-layout.module.css';

/** At the foot of a step, the one that goes on last; on a phone they are as wide as it is. */
export function FlowButtons({ children }: { readonly children: ReactNode }) {
  return (
    <Group mt="xl" gap="sm" className={classes.buttons ?? ''}>
      {children}
    </Group>
  );
}
