import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';

interface TypedNumberProps {
  /** To be typed before something happens to that many people. */
  readonly number: string;
  readonly value: string;
  /** The button was pressed without it. */
  readonly missing: boolean;
  readonly onChange: (value: string) => void;
}

/** The number of people, typed by hand: above 20 nothing is destroyed without it. */
export function TypedNumber({ number, value, missing, onChange }: TypedNumberProps) {
  const { t } = useTranslation('ui');
  const words = t('danger.typeNumber', { number });
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (missing) place.current?.querySelector('input')?.focus();
  }, [missing]);
  return (
    <div ref={place} style={{ marginBlockStart: 16 }}>
      <Field
        name="number"
        label={words}
        value={value}
        onChange={onChange}
        error={missing ? words : undefined}
        maxWidth={240}
      />
    </div>
  );
}
