import { Text } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';

interface ChoiceToAddProps {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onAdd: (value: string) => void;
}

/**
 * A list from which one thing after the other is taken. By mouse or finger, a choice takes it; by keyboard, where each key
 * changes what a closed list shows, Enter does, or going on to the next field (WCAG 3.2.2).
 */
export function ChoiceToAdd({ choices, onAdd, ...field }: ChoiceToAddProps) {
  const { t } = useTranslation('ui');
  const [byKeys, setByKeys] = useState(false);
  const [shown, setShown] = useState('');
  const take = (value: string) => {
    setShown('');
    setByKeys(false);
    if (value) onAdd(value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !shown) return setByKeys(true);
    event.preventDefault();
    take(shown);
  };
  return (
    <div role="presentation" onKeyDown={onKeyDown} onPointerDown={() => setByKeys(false)}>
      <Field
        {...field}
        kind="select"
        optional
        value={shown}
        choices={[{ value: '', label: t('choiceToAdd.none') }, ...choices]}
        onChange={(value) => (byKeys ? setShown(value) : take(value))}
        onBlur={() => take(shown)}
        below={
          <Text size="sm" c="dimmed" role="status">
            {shown && t('choiceToAdd.byEnter')}
          </Text>
        }
      />
    </div>
  );
}
