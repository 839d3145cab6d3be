import { type ElementProps, Paper, type PaperProps } from '@mantine/core';

/** A bordered surface. Not Paper's own defaults: Modal and Drawer inherit those. */
export function Panel(props: PaperProps & ElementProps<'div', keyof PaperProps>) {
  return <Paper withBorder radius="lg" p="lg" {...props} />;
}
