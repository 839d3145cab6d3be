import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './move-buttons.module.css';

interface MoveButtonsProps {
  /** Of what is moved: the buttons are `<id> -1` and `<id> 1`, so that the focus finds them at their new place. */
  readonly id: string;
  readonly up: string;
  readonly down: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly size?: number;
  readonly onMove: (step: -1 | 1) => void;
}

/** One place up or down. At the edge they stay where they are, for whoever comes there by pressing them. */
export function MoveButtons({ id, up, down, isFirst, isLast, size = 30, onMove }: MoveButtonsProps) {
  const shared = (step: -1 | 1, isEdge: boolean) => ({
    id: `${id} ${step}`,
    size,
    variant: 'subtle' as const,
    color: 'gray',
    ...(isEdge && { 'aria-disabled': true, className: classes.edge }),
    onClick: () => {
      if (!isEdge) onMove(step);
    },
  });
  return (
    <>
      <ActionIcon aria-label={up} {...shared(-1, isFirst)}>
        <IconArrowUp size={18} stroke={1.7} />
      </ActionIcon>
      <ActionIcon aria-label={down} {...shared(1, isLast)}>
        <IconArrowDown size={18} stroke={1.7} />
      </ActionIcon>
    </>
  );
}
