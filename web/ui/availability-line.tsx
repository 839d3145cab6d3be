import { Button, Loader } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconInfoCircle,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './availability-line.module.css';

export type Availability =
  | { readonly state: 'idle' | 'checking' | 'unknown' }
  | {
      /** `alike`: free, but easily taken for another. */
      readonly state: 'available' | 'alike' | 'taken' | 'invalid';
      /** In words: "This address is free to use." */
      readonly message: string;
      readonly suggestions?: readonly string[];
    };

interface AvailabilityLineProps {
  readonly availability: Availability;
  readonly onTake: (suggestion: string) => void;
  /** Before the suggestions; "Free instead:" unless told. */
  readonly suggestionsLabel?: string;
}

/** The line under a field that is checked while it is typed. */
export function AvailabilityLine({ availability, onTake, suggestionsLabel }: AvailabilityLineProps) {
  const { t } = useTranslation('ui');
  const suggestions = 'suggestions' in availability ? (availability.suggestions ?? []) : [];
  return (
    <>
      <p className={classes.line} data-state={availability.state} role="status">
        <Mark state={availability.state} />
        {availability.state === 'checking' && t('availability.checking')}
        {availability.state === 'unknown' && t('availability.unknown')}
        {'message' in availability && availability.message}
      </p>
      {suggestions.length > 0 && (
        <div className={classes.suggestions}>
          <span>{suggestionsLabel ?? t('availability.freeInstead')}</span>
          {suggestions.map((suggestion) => (
            <Button
              key={suggestion}
              variant="default"
              size="xs"
              className={classes.suggestion}
              aria-label={t('availability.use', { value: suggestion })}
              onClick={() => onTake(suggestion)}
            >
              <bdi dir="ltr">{suggestion}</bdi>
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function Mark({ state }: { state: Availability['state'] }) {
  if (state === 'checking') return <Loader size={14} aria-hidden />;
  if (state === 'available') return <IconCircleCheckFilled size={16} color="var(--foyer-ok)" aria-hidden />;
  if (state === 'alike') return <IconAlertTriangleFilled size={16} color="var(--foyer-warn)" aria-hidden />;
  if (state === 'taken' || state === 'invalid') return <IconCircleXFilled size={16} aria-hidden />;
  return state === 'unknown' ? <IconInfoCircle size={16} aria-hidden /> : null;
}
