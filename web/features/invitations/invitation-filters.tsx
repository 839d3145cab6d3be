import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import {
  IconBan,
  IconCircleCheckFilled,
  IconClockOff,
  IconMailX,
  IconSearch,
  IconSend,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invitationFilterSchema, type InvitationFilter } from '../../../contract/invitation-filter.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import classes from './invitation-filters.module.css';
import { invitationCountsQuery } from './invitation-queries.ts';

const icons = {
  all: null,
  pending: <IconSend size={16} stroke={1.7} color="var(--foyer-info)" className="flip" aria-hidden />,
  bounced: <IconMailX size={16} stroke={1.7} color="var(--foyer-bad)" aria-hidden />,
  expired: <IconClockOff size={16} stroke={1.7} color="var(--foyer-warn)" aria-hidden />,
  accepted: <IconCircleCheckFilled size={16} color="var(--foyer-ok)" aria-hidden />,
  revoked: <IconBan size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />,
};

interface InvitationFiltersProps {
  readonly state: InvitationFilter;
  readonly query: string;
  /** Beside an open panel there is less room. */
  readonly iconless: boolean;
}

/** States with their totals, and the search; both write the address. */
export function InvitationFilters({ state, query, iconless }: InvitationFiltersProps) {
  const { t } = useTranslation('invitations');
  const { data: counts } = useQuery(invitationCountsQuery);
  const navigate = useNavigate();
  const choose = (value: InvitationFilter) =>
    navigate({
      to: '.',
      search: (old) => ({ ...old, state: value === 'all' ? undefined : value }),
    });
  return (
    <div className={classes.filters} role="search" aria-label={t('filter.label')}>
      <FilterChips
        label={t('filter.byState')}
        value={state}
        onChange={(value) => void choose(value)}
        chips={invitationFilterSchema.options.map((value) => ({
          value,
          label: t(`filter.${value}`),
          count: counts?.[value],
          icon: iconless ? null : icons[value],
        }))}
      />
      <SearchField query={query} />
    </div>
  );
}

function SearchField({ query }: { query: string }) {
  const { t } = useTranslation(['invitations', 'ui']);
  const navigate = useNavigate();
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
    void navigate({
      to: '.',
      search: (old) => ({ ...old, query: value.trim() || undefined }),
      replace: true,
    });
  };
  const writeSoon = useDebouncedCallback(write, 250);
  useHotkeys([['/', () => input.current?.focus()]]);
  return (
    <TextInput
      ref={input}
      type="search"
      className={classes.search ?? ''}
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
      rightSection={
        typed && (
          <CloseButton
            size="sm"
            aria-label={t('filter.clearSearch')}
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
