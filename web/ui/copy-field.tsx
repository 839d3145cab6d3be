import { Group, Input } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly copyLabel?: string;
  readonly copiedLabel?: string;
}

/** A link or code to take along: read-only, monospace, left to right, with its button. */
export function CopyField({ label, value, copyLabel, copiedLabel }: CopyFieldProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  return (
    <Group gap="xs" align="flex-end">
      <div style={{ flex: '1 1 260px' }}>
        <label htmlFor={id} className="foyer-label" style={{ display: 'block', marginBlockEnd: 4 }}>
          {label}
        </label>
        <Input
          id={id}
          readOnly
          value={value}
          dir="ltr"
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        />
      </div>
      <CopyButton value={value} label={copyLabel ?? t('copy')} done={copiedLabel ?? t('copied')} />
    </Group>
  );
}
