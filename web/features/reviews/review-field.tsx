import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconCircleCheckFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import { FieldValueText } from '../identities/field-value.tsx';
import { HiddenValue } from '../identities/hidden-value.tsx';
import { textIn } from '../identities/text-in.ts';
import classes from './review-fields.module.css';
import type { ReviewedField } from './reviewed-fields.ts';

/** Accepted, or given back for a reason. */
export interface Verdict {
  readonly reason?: string;
}

interface ReviewFieldProps {
  readonly identityId: string;
  readonly version: number;
  readonly field: ReviewedField;
  readonly verdict: Verdict | undefined;
  readonly onVerdict: (verdict: Verdict) => void;
}

const ready = ['mismatch', 'unreadable', 'incomplete'] as const;

/** What was given, what it was before, and the reviewer's verdict on it. */
export function ReviewField({ identityId, version, field, verdict, onVerdict }: ReviewFieldProps) {
  const { t, i18n } = useTranslation('reviews');
  const label = field.form ? textIn(field.form.label, i18n.language) : t('alias');
  const returning = verdict?.reason !== undefined;
  return (
    <li className={classes.field} data-returned={returning || undefined}>
      <Text c="dimmed">{label}</Text>
      <div>
        {field.hidden ? (
          <HiddenValue identityId={identityId} version={version} field={field.key} label={label} />
        ) : (
          <Value field={field} value={field.value} />
        )}
        {field.before !== undefined && (
          <span className={classes.old}>
            {t('before')} <Value field={field} value={field.before} />
          </span>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        {verdict && !returning && (
          <Group gap={6} wrap="nowrap">
            <IconCircleCheckFilled size={16} color="var(--foyer-ok)" aria-hidden />
            {t('accepted')}
          </Group>
        )}
        {(!verdict || returning) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconCheck size={16} stroke={1.7} aria-hidden />}
            aria-label={t('acceptField', { field: label })}
            onClick={() => onVerdict({})}
          >
            {t('accept')}
          </Button>
        )}
        {!returning && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={16} stroke={1.7} className="flip" aria-hidden />}
            aria-label={t('returnField', { field: label })}
            onClick={() => onVerdict({ reason: '' })}
          >
            {t('return')}
          </Button>
        )}
      </Group>
      {returning && (
        <div className={classes.reason}>
          <Field
            name={`reason.${field.key}`}
            label={t('reason')}
            value={verdict.reason ?? ''}
            onChange={(reason) => onVerdict({ reason })}
            autoFocus
          />
          <Group gap="xs" mt={6}>
            {ready.map((sentence) => (
              <Button
                key={sentence}
                size="xs"
                variant="default"
                onClick={() => onVerdict({ reason: t(`ready.${sentence}`) })}
              >
                {t(`ready.${sentence}`)}
              </Button>
            ))}
          </Group>
        </div>
      )}
    </li>
  );
}

function Value({ field, value }: { readonly field: ReviewedField; readonly value: ReviewedField['value'] }) {
  if (field.form) return <FieldValueText field={field.form} value={value} />;
  return <bdi>{typeof value === 'string' ? value : ''}</bdi>;
}
