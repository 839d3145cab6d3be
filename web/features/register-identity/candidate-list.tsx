import { Button, Checkbox, Skeleton, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityCandidate } from '../../../contract/identity-candidates.ts';
import { useSession } from '../../shell/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Person } from '../../ui/person.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useLate } from '../../ui/use-late.ts';
import { useRowSelection } from '../../ui/use-row-selection.ts';
import { AskedNotice } from '../identities/asked-notice.tsx';
import { useAskForIdentities } from '../identities/use-ask-for-identities.ts';
import { CandidateAction } from './candidate-action.tsx';
import classes from './candidate-list.module.css';
import { useCandidateWords } from './use-candidate-words.ts';

interface CandidateListProps {
  readonly query: string;
  readonly found: UseQueryResult<{ readonly items: IdentityCandidate[] }>;
}

/** Who was found, each with the one thing that can be done now, or why nothing can. */
export function CandidateList({ query, found }: CandidateListProps) {
  const { t } = useTranslation('register-identity');
  const { data, error, refetch, isPending } = found;
  const late = useLate(isPending);
  const askable = data?.items.filter(({ abilities }) => abilities.ask);
  const selection = useRowSelection(askable, ({ id }) => id, query);
  const asking = useAskForIdentities();
  if (!data) {
    if (error) {
      return <ErrorState problem={error} title={t('find.notLoaded')} onRetry={() => void refetch()} />;
    }
    return (
      <div aria-busy="true" className={classes.waiting}>
        {late && [1, 2, 3].map((row) => <Skeleton key={row} height={44} />)}
      </div>
    );
  }
  if (data.items.length === 0) {
    return <EmptyState title={t('find.nobody', { query })} text={t('find.nobodyText')} />;
  }
  return (
    <>
      <AskedNotice asking={asking} />
      <div>
        <Text c="dimmed" role="status" mb="sm">
          <FoundWords items={data.items} query={query} />
        </Text>
        <ul className={classes.list} aria-label={t('find.list')}>
          {data.items.map((person) => (
            <Row key={person.id} person={person}>
              {person.abilities.ask && (
                <Checkbox
                  size="sm"
                  aria-label={t('find.choose', { name: person.name })}
                  checked={selection.has(person.id)}
                  onChange={(event) =>
                    selection.toggle(person.id, (event.nativeEvent as MouseEvent).shiftKey)
                  }
                />
              )}
            </Row>
          ))}
        </ul>
      </div>
      <SelectionBar label={t('find.bar')} selection={selection} matching={undefined} more={false}>
        <Button
          size="xs"
          loading={asking.asking}
          onClick={() => {
            asking.ask([...selection.rows.keys()]);
            selection.clear();
          }}
        >
          {t('find.ask', { count: selection.rows.size })}
        </Button>
      </SelectionBar>
    </>
  );
}

/** As many as one answer holds. */
const shown = 20;

function FoundWords({
  items,
  query,
}: {
  readonly items: readonly IdentityCandidate[];
  readonly query: string;
}) {
  const { t } = useTranslation('register-identity');
  const open = items.filter(({ identityState }) => identityState === 'none').length;
  const many = items.length >= shown;
  if (query === '') return <>{t(many ? 'find.newest' : 'find.all')}</>;
  return (
    <>
      {t(many ? 'find.many' : 'find.found', { count: items.length })}{' '}
      {open === 0 ? t('find.noneOpen') : t('find.open', { count: open })}
    </>
  );
}

function Row({ person, children }: { readonly person: IdentityCandidate; readonly children: ReactNode }) {
  const { name, username, email, identityState, abilities } = person;
  const isOwn = useSession().account.id === person.id;
  const words = useCandidateWords();
  return (
    <li className={classes.row} data-open={(abilities.register && !person.fillingIn) || undefined}>
      <span className={classes.mark}>{children}</span>
      <span className={classes.person}>
        <Person name={name} detail={name === username ? email : `${username} · ${email}`} size={34} />
      </span>
      <span className={classes.state}>
        <StateBadge of="identity" state={identityState} />
        <Text size="xs" c="dimmed" className={classes.why ?? ''}>
          {words(person, isOwn)}
        </Text>
      </span>
      <span className={classes.action}>
        <CandidateAction person={person} isOwn={isOwn} />
      </span>
    </li>
  );
}
