import { Combobox, Input, useCombobox, VisuallyHidden } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './choice-search.module.css';
import { Field, type InputTies } from './field.tsx';
import { findChoices } from './find-choices.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoiceSearchProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly optional?: boolean;
  readonly error?: string | undefined;
  readonly below?: ReactNode;
  readonly tied?: boolean;
  readonly choices: readonly Choice[];
  /** '': none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of many, found while it is typed. Arrow keys walk, Enter chooses; emptied, none is chosen. */
export function ChoiceSearch({ choices, ...props }: ChoiceSearchProps) {
  return (
    <Field
      {...props}
      kind="own"
      renderInput={(ties) => (
        <SearchInput
          ties={ties}
          label={props.label}
          choices={choices}
          value={props.value}
          onChange={props.onChange}
        />
      )}
    />
  );
}

interface SearchInputProps extends Pick<ChoiceSearchProps, 'label' | 'choices' | 'value' | 'onChange'> {
  readonly ties: InputTies;
}

function SearchInput({ ties, label, choices, value, onChange }: SearchInputProps) {
  const { t } = useTranslation('ui');
  // Null while nothing is typed: the chosen one stands there.
  const [typed, setTyped] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const chosen = choices.find((choice) => choice.value === value);
  const found = typed === null ? choices : findChoices(choices, typed);
  // Enter takes the first that is found.
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (typed) selectFirstOption();
  }, [typed, selectFirstOption]);
  const choose = (next: string) => {
    onChange(next);
    setTyped(null);
    combobox.closeDropdown();
  };
  const leave = () => {
    combobox.closeDropdown();
    if (typed === null) return;
    // Typed to the end, or filled in by the browser.
    const [only, another] = found;
    if (typed.trim() === '') onChange('');
    else if (only && (!another || isSame(only.label, typed))) onChange(only.value);
    setTyped(null);
  };
  return (
    <Combobox store={combobox} withinPortal={false} onOptionSubmit={choose}>
      <Combobox.Target autoComplete="off" withExpandedAttribute>
        <Input
          {...ties}
          value={typed ?? chosen?.label ?? ''}
          placeholder={t('choice.placeholder')}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onClick={() => combobox.openDropdown('keyboard')}
          onBlur={leave}
          aria-autocomplete="list"
          spellCheck={false}
          rightSection={<IconSelector size={16} stroke={1.7} aria-hidden />}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} mah={236} className={classes.options}>
          {combobox.dropdownOpened &&
            found.map((choice) => (
              <Combobox.Option
                key={choice.value}
                className={classes.option}
                value={choice.value}
                active={choice.value === value}
              >
                {choice.label}
              </Combobox.Option>
            ))}
          {found.length === 0 && <Combobox.Empty>{t('choice.none', { typed })}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
      <VisuallyHidden role="status">
        {combobox.dropdownOpened && typed !== null && t('choice.found', { count: found.length })}
      </VisuallyHidden>
    </Combobox>
  );
}

function isSame(one: string, other: string): boolean {
  return one.localeCompare(other.trim(), undefined, { sensitivity: 'base' }) === 0;
}
