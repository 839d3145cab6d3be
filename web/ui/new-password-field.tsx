import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordLimits } from '../../contract/password-rules.ts';
import { suggestPassphrase } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { Field } from './field.tsx';
import { PasswordMeter } from './password-meter.tsx';
import { usePasswordVerdict } from './use-password-verdict.ts';

interface NewPasswordFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
  /** What it must not be made of: email, username, name of the organization. */
  readonly about: readonly string[];
}

/** Choosing a password: its rules in a sentence, then the meter once there is something to measure, and a passphrase to take. */
export function NewPasswordField({ about, ...field }: NewPasswordFieldProps) {
  const { t } = useTranslation('ui');
  const found = usePasswordVerdict(field.value, about);
  // The server refused what the check could not see, as a name it was not told: no tick contradicts it.
  const verdict = field.error && found?.problems.length === 0 ? null : found;
  const [suggestion, setSuggestion] = useState('');
  const suggest = async () => {
    const { passphrase } = await call(suggestPassphrase).catch(() => ({ passphrase: '' }));
    if (!passphrase) return;
    setSuggestion(passphrase);
    field.onChange(passphrase);
  };
  return (
    <Field
      {...field}
      kind="password"
      autoComplete="new-password"
      tied={field.value === ''}
      aside={
        <Anchor component="button" type="button" onClick={() => void suggest()}>
          {t('password.suggest')}
        </Anchor>
      }
      below={
        <>
          <Text role="status" size="sm" mt={suggestion ? 6 : 0} c="dimmed">
            {suggestion && suggestion === field.value && t('password.suggested', { passphrase: suggestion })}
          </Text>
          {field.value === '' ? (
            <p className="foyer-hint" style={{ margin: '5px 0 0' }}>
              {t('password.rules', { minimum: passwordLimits.shortest })}
            </p>
          ) : (
            <PasswordMeter password={field.value} verdict={verdict} />
          )}
        </>
      }
    />
  );
}
