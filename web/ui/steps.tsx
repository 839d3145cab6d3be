import { IconCheck } from '@tabler/icons-react';
import classes from './steps.module.css';

interface StepsProps {
  readonly label: string;
  readonly steps: readonly string[];
  /** Counted from 0. */
  readonly current: number;
}

/** Where one is in a flow. */
export function Steps({ label, steps, current }: StepsProps) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          data-done={index < current || undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className={classes.number} aria-hidden="true">
            {index < current ? <IconCheck size={14} stroke={2.4} /> : index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
