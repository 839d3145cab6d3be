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
  /** The keys are about this one. */
  readonly isCurrent: boolean;
  /** By which the keys find it. */
  readonly id: string;
  /** Goes on to the next field. */
  readonly onNext: () => void;
  readonly personName: string;
}

const ready = ['mismatch', 'unreadable', 'incomplete'] as const;

/** What was given, what it was before, and the reviewer's verdict on it. */
export function ReviewField(props: ReviewFieldProps) {
  const { identityId, version, field, verdict, onVerdict, isCurrent } = props;
  const { t, i18n } = useTranslation('reviews');
  const label = field.form ? textIn(field.form.label, i18n.language) : t('alias');
  const returning = verdict?.reason !== undefined;
  return (
    <li
      id={props.id}
      tabIndex={-1}
      className={classes.field}
      data-returned={returning || undefined}
      data-current={isCurrent || undefined}
    >
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
        {verdict && (
          <Group gap={6} wrap="nowrap">
            {returning ? (
              <IconArrowBackUp size={16} color="var(--foyer-warn)" className="flip" aria-hidden />
            ) : (
              <IconCircleCheckFilled size={16} color="var(--foyer-ok)" aria-hidden />
            )}
            {t(returning ? 'toReturn' : 'accepted')}
          </Group>
        )}
        {(!verdict || returning) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconCheck size={16} stroke={1.7} aria-hidden />}
            aria-label={t('acceptField', { field: label })}
            aria-keyshortcuts="a"
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
            aria-keyshortcuts="r"
            onClick={() => onVerdict({ reason: '' })}
          >
            {t('return')}
          </Button>
        )}
      </Group>
      {returning && (
        <form
          className={classes.reason}
          onSubmit={(event) => {
            event.preventDefault();
            props.onNext();
          }}
        >
          <Field
            name={`reason.${field.key}`}
            label={t('reason', { name: props.personName })}
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
        </form>
      )}
    </li>
  );
}

function Value({ field, value }: { readonly field: ReviewedField; readonly value: ReviewedField['value'] }) {
  if (field.form) return <FieldValueText field={field.form} value={value} />;
  return <bdi>{typeof value === 'string' ? value : ''}</bdi>;
}
