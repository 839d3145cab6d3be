import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
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

/** Choosing a password: the field with its meter, its rules, and a passphrase for who wants one. */
export function NewPasswordField({ about, ...field }: NewPasswordFieldProps) {
  const { t } = useTranslation('ui');
  const verdict = usePasswordVerdict(field.value, about);
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
          <PasswordMeter password={field.value} verdict={verdict} />
        </>
      }
    />
  );
}
