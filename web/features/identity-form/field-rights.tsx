import { Checkbox, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import type { FieldPartProps } from './field-bounds.tsx';
import { canBeSensitive } from './form-request.ts';
import { problemAt } from './place-problems.ts';

const circles = ['person', 'reviewers', 'everybody'] as const;

/** Who sees and edits a field, how carefully it is kept, and for how long. */
export function FieldRights({ field, problems, onChange }: FieldPartProps) {
  const { t } = useTranslation('identity-form');
  const { id } = field;
  const circle = (part: 'sees' | 'edits') => (
    <Field
      kind="select"
      name={`${id} ${part}`}
      label={t(`${part}.title`)}
      value={field[part]}
      error={problemAt(problems, id, part)}
      onChange={(chosen) => onChange({ [part]: circles.find((one) => one === chosen) ?? 'reviewers' })}
      choices={circles.map((value) => ({ value, label: t(`${part}.${value}`) }))}
    />
  );
  const check = (part: 'required' | 'verified' | 'sensitive') => (
    <Checkbox
      name={`${id} ${part}`}
      label={t(`checks.${part}`)}
      description={t(`checks.${part}Text`)}
      error={problemAt(problems, id, part)}
      checked={field[part]}
      onChange={(event) => onChange({ [part]: event.currentTarget.checked })}
    />
  );
  return (
    <>
      <Stack gap="sm">
        {check('required')}
        {check('verified')}
        {canBeSensitive(field) && check('sensitive')}
      </Stack>
      {circle('sees')}
      {circle('edits')}
      <Field
        name={`${id} retentionMonths`}
        label={t('retention.title')}
        hint={t('retention.hint')}
        optional
        type="decimal"
        maxWidth={220}
        value={field.retentionMonths}
        error={problemAt(problems, id, 'retentionMonths')}
        onChange={(retentionMonths) => onChange({ retentionMonths })}
      />
    </>
  );
}
