import { useTranslation } from 'react-i18next';
import { AvailabilityLine } from '../../ui/availability-line.tsx';
import { Field } from '../../ui/field.tsx';
import { availabilityOf } from './availability-of.ts';
import type { AvailabilityCheck } from './use-availability.ts';

interface EmailFieldProps {
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
  readonly check: AvailabilityCheck;
  /** "Email" unless told. */
  readonly label?: string;
  /** The address that is the person's already: nothing is said of it. */
  readonly own?: string;
  readonly autoFocus?: boolean;
}

/** The email, checked while it is typed; a slip in a well-known domain is pointed out. */
export function EmailField(props: EmailFieldProps) {
  const { error, check, label, own, autoFocus = true, ...field } = props;
  const { t } = useTranslation('registration');
  const availability = availabilityOf({
    value: field.value === own ? '' : field.value,
    error,
    check,
    verdict: check.answerFor(field.value)?.email,
    free: t('form.emailFree'),
  });
  const change = (value: string) => {
    field.onChange(value);
    check.ask(value);
  };
  return (
    <Field
      {...field}
      label={label ?? t('form.email')}
      type="email"
      ltr
      autoFocus={autoFocus}
      onChange={change}
      onBlur={() => check.askNow(field.value)}
      marked={availability.state === 'taken' || availability.state === 'invalid'}
      below={
        <AvailabilityLine
          availability={availability}
          suggestionsLabel={t('form.didYouMean')}
          onTake={(suggestion) => {
            field.onChange(suggestion);
            check.askNow(suggestion);
          }}
        />
      }
    />
  );
}
