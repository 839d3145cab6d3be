import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { textFormats } from '../../../contract/identity-form.ts';
import { Field } from '../../ui/field.tsx';
import type { EditedField } from './edited-form.ts';
import { boundsOf } from './form-request.ts';
import { problemAt } from './place-problems.ts';

export interface FieldPartProps {
  readonly field: EditedField;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<EditedField>) => void;
}

/** What a value must be like: the form of a text, its length, the range of a number or a day. */
export function FieldBounds({ field, problems, onChange }: FieldPartProps) {
  const { t } = useTranslation('identity-form');
  const { id, type, format } = field;
  const kind = boundsOf(field);
  const sort = type === 'date' ? 'day' : kind === 'length' ? 'length' : 'number';
  const error = kind && problemAt(problems, id, kind);
  return (
    <>
      {type === 'text' && (
        <Field
          kind="select"
          name={`${id} format`}
          label={t('format.title')}
          value={format}
          error={problemAt(problems, id, 'format')}
          onChange={(chosen) => onChange({ format: textFormats.find((one) => one === chosen) ?? '' })}
          choices={[
            { value: '', label: t('format.any') },
            ...textFormats.map((one) => ({ value: one, label: t(`format.${one}`) })),
          ]}
        />
      )}
      {kind && (
        <SimpleGrid cols={2} spacing="md">
          {(['min', 'max'] as const).map((bound) => {
            const shared = {
              name: `${id} ${bound}`,
              error: bound === 'min' ? error : undefined,
              optional: true,
            };
            const label = t(`bounds.${sort}.${bound}`);
            return type === 'date' ? (
              <DayBound
                key={bound}
                {...shared}
                label={label}
                value={field[bound]}
                onChange={(value) => onChange({ [bound]: value })}
              />
            ) : (
              <Field
                key={bound}
                {...shared}
                label={label}
                type="decimal"
                value={field[bound]}
                onChange={(value) => onChange({ [bound]: value })}
              />
            );
          })}
        </SimpleGrid>
      )}
    </>
  );
}

interface DayBoundProps {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** None, the day on which it is asked, or a day of the calendar. */
function DayBound({ name, label, error, value, onChange }: DayBoundProps) {
  const { t } = useTranslation('identity-form');
  const isDay = value !== '' && value !== 'today';
  return (
    <div>
      <Field
        kind="select"
        name={name}
        label={label}
        error={error}
        value={isDay ? 'day' : value}
        onChange={(chosen) => onChange(chosen === 'day' ? new Date().toISOString().slice(0, 10) : chosen)}
        choices={[
          { value: '', label: t('bounds.none') },
          { value: 'today', label: t('bounds.today') },
          { value: 'day', label: t('bounds.aDay') },
        ]}
      />
      {isDay && (
        <div style={{ marginBlockStart: 8 }}>
          <Field
            type="date"
            name={`${name} day`}
            label={t('bounds.which', { bound: label })}
            value={value}
            onChange={(day) => onChange(day)}
          />
        </div>
      )}
    </div>
  );
}
