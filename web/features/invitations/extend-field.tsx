import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import { daysFrom } from './days-from.ts';

interface ExtendFieldProps {
  /** `YYYY-MM-DD` */
  readonly value: string;
  readonly timeZone: string;
  readonly error?: string | undefined;
  readonly onChange: (day: string) => void;
}

/** The last day of a link: until its end, where the person is. A link lives 30 days at most. */
export function ExtendField({ value, timeZone, error, onChange }: ExtendFieldProps) {
  const { t } = useTranslation('invitations');
  const [now] = useState(() => new Date());
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Field
        name="until"
        type="date"
        label={t('extend.until')}
        hint={t('extend.untilHint')}
        maxWidth={240}
        min={daysFrom(now, 0, timeZone)}
        max={daysFrom(now, 30, timeZone)}
        value={value}
        onChange={onChange}
        error={error}
      />
    </div>
  );
}
