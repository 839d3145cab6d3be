import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './search-field.module.css';

interface SearchFieldProps {
  /** What may be typed: "Name or email". */
  readonly label: string;
  /** What the address says is looked for. */
  readonly query: string;
  /** Writes it into the address. */
  readonly onSearch: (query: string) => void;
  /** `page`: the search is what the page is for, and as wide. */
  readonly place?: 'list' | 'page';
}

/** The search of a list; `/` leads to it. Asks a moment after the last letter. */
export function SearchField({ label, query, onSearch, place = 'list' }: SearchFieldProps) {
  const { t } = useTranslation('ui');
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(query);
  const [written, setWritten] = useState(query);
  // The address changed by another way than this field: Back, or "Clear filters".
  const [seen, setSeen] = useState(query);
  if (query !== seen) {
    setSeen(query);
    if (query !== written) setTyped(query);
    setWritten(query);
  }
  const write = (value: string) => {
    setWritten(value.trim());
    onSearch(value.trim());
  };
  const writeSoon = useDebouncedCallback(write, 250);
  return (
    <TextInput
      ref={input}
      type="search"
      className={classes.search ?? ''}
      wrapperProps={{ 'data-place': place }}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
      rightSection={
        typed && (
          <CloseButton
            size="sm"
            aria-label={t('search.clear')}
            onClick={() => {
              setTyped('');
              write('');
              input.current?.focus();
            }}
          />
        )
      }
      maxLength={254}
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        writeSoon(event.currentTarget.value);
      }}
    />
  );
}
