import { Progress, Text, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './steps.module.css';

export interface Step {
  readonly key: string;
  readonly label: string;
  /** Nothing is missing in it. */
  readonly done: boolean;
  /** It can be gone to from here. */
  readonly open: boolean;
}

interface StepsProps {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly current: string;
  readonly onGo: (key: string) => void;
}

// More than these don't fit one line of a page.
const mostInLine = 6;

/** The guided steps on a line, those that are done with a tick; on a phone, or when they are many, a bar. */
export function Steps({ label, steps, current, onGo }: StepsProps) {
  const { t } = useTranslation('ui');
  const index = steps.findIndex(({ key }) => key === current);
  const isLong = steps.length > mostInLine;
  return (
    <nav aria-label={label} className={classes.steps} data-long={isLong || undefined}>
      <ol className={classes.line}>
        {steps.map((step, place) => (
          <li key={step.key} className={classes.step} data-passed={place <= index || undefined}>
            <UnstyledButton
              component={step.open ? 'button' : 'span'}
              className={classes.button ?? ''}
              aria-current={place === index ? 'step' : undefined}
              {...(step.open && { onClick: () => onGo(step.key) })}
            >
              <span
                className={classes.mark}
                data-done={(step.done && place !== index) || undefined}
                data-current={place === index || undefined}
              >
                {step.done && place !== index ? <IconCheck size={14} stroke={2.4} aria-hidden /> : place + 1}
              </span>
              <span className={classes.label}>{step.label}</span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
      <div className={classes.bar} aria-hidden="true">
        <Text c="dimmed" mb={6}>
          {t('steps.count', { step: index + 1, steps: steps.length, label: steps[index]?.label ?? '' })}
        </Text>
        <Progress value={((index + 1) / steps.length) * 100} size={5} />
      </div>
    </nav>
  );
}
