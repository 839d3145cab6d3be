import { useTranslation } from 'react-i18next';
import { type Availability, AvailabilityLine } from '../../ui/availability-line.tsx';
import { Field } from '../../ui/field.tsx';
import { availabilityOf } from './availability-of.ts';
import type { AvailabilityCheck } from './use-availability.ts';
import type { DerivedUsername } from './derived-username.ts';

interface UsernameFieldProps {
  readonly name: string;
  readonly error: string | undefined;
  readonly username: DerivedUsername;
  readonly check: AvailabilityCheck;
}

/** The username: made from the email until the operator writes another one, then checked like it. */
export function UsernameField({ name, error, username, check }: UsernameFieldProps) {
  const { t } = useTranslation('registration');
  const { value, edited } = username;
  const typed = availabilityOf({
    value,
    error,
    check,
    verdict: check.answerFor(value)?.username,
    free: t('form.usernameFree'),
  });
  const availability = edited || error ? typed : derivedAvailability();

  function derivedAvailability(): Availability {
    if (!username.confirmed) return { state: 'idle' };
    if (username.alike) return { state: 'alike', message: username.alike };
    return {
      state: 'available',
      message: username.insteadOf
        ? t('form.usernameInstead', { taken: username.insteadOf })
        : t('form.usernameFree'),
    };
  }

  return (
    <Field
      name={name}
      label={t('form.username')}
      hint={t('form.usernameHint')}
      ltr
      value={value}
      onChange={(next) => {
        username.edit(next);
        check.ask(next);
      }}
      onBlur={() => edited && check.askNow(value)}
      marked={availability.state === 'taken' || availability.state === 'invalid'}
      below={
        <AvailabilityLine
          availability={availability}
          onTake={(suggestion) => {
            username.edit(suggestion);
            check.askNow(suggestion);
          }}
        />
      }
    />
  );
}
