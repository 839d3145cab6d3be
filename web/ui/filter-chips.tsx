import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-chips.module.css';
import { type Count, formatCount } from './format-count.ts';

interface FilterChipsProps<V extends string> {
  /** What is filtered: "Invitations by state". */
  readonly label: string;
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly chips: readonly {
    readonly value: V;
    readonly label: string;
    readonly count?: Count | undefined;
    readonly icon?: ReactNode;
  }[];
}

/** Quiet toggle buttons with the totals; one is pressed. */
export function FilterChips<V extends string>({ label, value, onChange, chips }: FilterChipsProps<V>) {
  const { i18n } = useTranslation('ui');
  return (
    <div className={classes.chips} role="group" aria-label={label}>
      {chips.map((chip) => (
        <UnstyledButton
          key={chip.value}
          className={classes.chip}
          aria-pressed={chip.value === value}
          onClick={() => onChange(chip.value)}
        >
          {chip.icon}
          <span>{chip.label}</span>
          {chip.count !== undefined && <b>{formatCount(chip.count, i18n.language)}</b>}
        </UnstyledButton>
      ))}
    </div>
  );
}
