import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { swapped } from './change-form.ts';
import { type EditedChoice, newChoice } from './edited-form.ts';
import classes from './field-drawer.module.css';
import { MoveButtons } from './move-buttons.tsx';
import { problemAt } from './place-problems.ts';
import { TextsField } from './texts-field.tsx';

interface ChoiceListProps {
  readonly choices: readonly EditedChoice[];
  readonly language: string;
  readonly problems: Readonly<Record<string, string>>;
  /** Of the list as a whole. */
  readonly error: string | undefined;
  readonly onChange: (choices: readonly EditedChoice[]) => void;
}

/** What can be chosen, in its order, each by a name in the language that is chosen. */
export function ChoiceList({ choices, language, problems, error, onChange }: ChoiceListProps) {
  const { t } = useTranslation('identity-form');
  const adding = useId();
  const [focused, setFocused] = useState<string | null>(null);
  useEffect(() => {
    if (focused !== null) document.getElementById(focused)?.focus();
  }, [focused, choices]);
  const move = (at: number, step: -1 | 1, id: string) => {
    setFocused(`${id} ${step}`);
    onChange(swapped(choices, at, at + step));
  };
  return (
    <fieldset className={classes.group}>
      <legend className="foyer-label">{t('choices.title')}</legend>
      {choices.map((choice, at) => {
        const number = at + 1;
        return (
          <Group key={choice.id} gap={2} align="flex-end" wrap="nowrap" mb="xs">
            <div className={classes.grow}>
              <TextsField
                name={`${choice.id} label`}
                label={t('choices.one', { number })}
                texts={choice.label}
                language={language}
                error={problemAt(problems, choice.id, 'label') ?? problemAt(problems, choice.id, 'value')}
                onChange={(label) => onChange(choices.with(at, { ...choice, label }))}
                autoFocus={choice.id === focused}
              />
            </div>
            <MoveButtons
              id={choice.id}
              size={36}
              up={t('choices.up', { number })}
              down={t('choices.down', { number })}
              isFirst={at === 0}
              isLast={number === choices.length}
              onMove={(step) => move(at, step, choice.id)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('choices.remove', { number })}
              onClick={() => {
                setFocused(adding);
                onChange(choices.filter((one) => one.id !== choice.id));
              }}
            >
              <IconTrash size={18} stroke={1.7} />
            </ActionIcon>
          </Group>
        );
      })}
      {error && (
        <Text c="var(--mantine-color-error)" size="xs" mb="xs">
          {error}
        </Text>
      )}
      <Button
        id={adding}
        size="xs"
        variant="default"
        leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
        onClick={() => {
          const added = newChoice();
          setFocused(added.id);
          onChange([...choices, added]);
        }}
      >
        {t('choices.add')}
      </Button>
    </fieldset>
  );
}
