import { Combobox, Input, Loader, useCombobox, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSelector, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GrantCandidate } from '../../../contract/grants.ts';
import { Person } from '../../ui/person.tsx';
import { candidatesQuery } from './permission-queries.ts';
import classes from './person-picker.module.css';

interface PersonPickerProps {
  readonly name: string;
  readonly error: string | undefined;
  readonly chosen: GrantCandidate | null;
  readonly onChoose: (candidate: GrantCandidate | null) => void;
}

/** One person, found while their email or username is typed. Arrow keys walk, Enter chooses. */
export function PersonPicker({ name, error, chosen, onChoose }: PersonPickerProps) {
  const { t } = useTranslation('permissions');
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
  const found = useQuery({ ...candidatesQuery(query), enabled: combobox.dropdownOpened });
  // Only what answers the text as it stands: Enter must not choose from an older list.
  const items = query === typed.trim() ? found.data?.items : undefined;
  const choose = (account: string) => {
    onChoose(items?.find((candidate) => candidate.id === account) ?? null);
    setTyped('');
    combobox.closeDropdown();
  };
  return (
    <Input.Wrapper id={id} label={t('grant.whom')} description={t('grant.whomHint')} error={error}>
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
          <Combobox.Options aria-label={t('grant.whom')} mah={236} className={classes.options}>
            {items?.map((candidate) => (
              <Combobox.Option
                key={candidate.id}
                className={classes.option}
                value={candidate.id}
                active={candidate.id === chosen?.id}
              >
                <Person name={candidate.name} detail={detailOf(candidate)} />
              </Combobox.Option>
            ))}
            {items?.length === 0 && <Combobox.Empty>{t('grant.nobody', { query })}</Combobox.Empty>}
            {found.error && <Combobox.Empty>{t('grant.notSearched')}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <VisuallyHidden role="status">
        {combobox.dropdownOpened && items && t('grant.found', { count: items.length })}
      </VisuallyHidden>
    </Input.Wrapper>
  );
}

function detailOf({ personalCode, email }: GrantCandidate): string {
  return personalCode ? `${personalCode} · ${email}` : email;
}
