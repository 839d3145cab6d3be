import { Combobox, Input, Loader, useCombobox, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSelector, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Person } from './person.tsx';
import classes from './person-picker.module.css';

interface Someone {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly personalCode?: string | null;
}

interface PersonPickerProps<P extends Someone> {
  readonly label: string;
  readonly hint?: string;
  readonly name: string;
  readonly error?: string | undefined;
  readonly chosen: Pick<P, 'id' | 'name'> | null;
  readonly onChoose: (person: P | null) => void;
  /** Who begins with this; `searchKey` is the first part of its key in the cache. */
  readonly search: (query: string) => Promise<{ readonly items: readonly P[] }>;
  readonly searchKey: string;
}

/** One person, found while their email or username is typed. Arrow keys walk, Enter chooses. */
export function PersonPicker<P extends Someone>(props: PersonPickerProps<P>) {
  const { label, hint, name, error, chosen, onChoose, search, searchKey } = props;
  const { t } = useTranslation('ui');
  const id = useId();
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const type = (text: string) => {
    setTyped(text);
    if (chosen) onChoose(null);
    combobox.openDropdown();
    combobox.resetSelectedOption();
  };
  const [query] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    queryKey: [searchKey, 'picker', query],
    queryFn: () => search(query),
    enabled: combobox.dropdownOpened,
  });
  // Only what answers the text as it stands: Enter must not choose from an older list.
  const items = query === typed.trim() ? found.data?.items : undefined;
  const choose = (account: string) => {
    onChoose(items?.find((person) => person.id === account) ?? null);
    setTyped('');
    combobox.closeDropdown();
  };
  return (
    <Input.Wrapper id={id} label={label} description={hint} error={error}>
      {/* In the dialog's own tree, so that its focus trap and its place among readers hold. */}
      <Combobox store={combobox} withinPortal={false} onOptionSubmit={choose}>
        <Combobox.Target autoComplete="off" withExpandedAttribute>
          <Input
            id={id}
            name={name}
            value={chosen ? chosen.name : typed}
            onChange={(event) => type(event.currentTarget.value)}
            onClick={() => combobox.openDropdown()}
            onBlur={() => combobox.closeDropdown()}
            error={Boolean(error)}
            aria-required
            aria-autocomplete="list"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus={!chosen || undefined}
            leftSection={<IconUser size={18} stroke={1.7} aria-hidden />}
            rightSection={
              found.isFetching ? (
                <Loader size={16} aria-hidden />
              ) : (
                <IconSelector size={16} stroke={1.7} aria-hidden />
              )
            }
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!items && !found.error}>
          <Combobox.Options aria-label={label} mah={236} className={classes.options}>
            {items?.map((person) => (
              <Combobox.Option
                key={person.id}
                className={classes.option}
                value={person.id}
                active={person.id === chosen?.id}
              >
                <Person name={person.name} detail={detailOf(person)} />
              </Combobox.Option>
            ))}
            {items?.length === 0 && <Combobox.Empty>{t('people.nobody', { query })}</Combobox.Empty>}
            {found.error && <Combobox.Empty>{t('people.notSearched')}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <VisuallyHidden role="status">
        {combobox.dropdownOpened && items && t('people.found', { count: items.length })}
      </VisuallyHidden>
    </Input.Wrapper>
  );
}

function detailOf({ personalCode, email }: Someone): string {
  return personalCode ? `${personalCode} · ${email}` : email;
}
