import { Anchor, Group, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../../contract/activity.ts';
import { may, useSession } from '../../shell/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { entryQuery } from './activity-queries.ts';
import { BatchResult } from './batch-result.tsx';
import { EntryValues } from './entry-values.tsx';
import { isOfMany } from './is-of-many.ts';
import { useActWords } from './use-act-words.ts';

/** Who, whom, from where; what was there before and after. */
export function EntryDetails({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation('activity');
  const { act, field } = useActWords();
  const { dayAndTime } = useWhen();
  const session = useSession();
  const fact = (term: string, value: string | null) => (value ? [{ term, value: <bdi>{value}</bdi> }] : []);
  const facts = [
    ...fact(t('entry.act'), act(entry.action)),
    ...fact(t('entry.at'), dayAndTime(entry.at)),
    ...fact(t('entry.who'), who(entry.actor, t('person.erased'))),
    ...fact(t('entry.key'), entry.apiKey?.name ?? null),
    ...fact(t('entry.whom'), who(entry.person, t('person.erased'))),
    ...fact(t('entry.fields'), entry.fields.map((name) => field(name, entry.action)).join(', ')),
    ...fact(t('entry.ip'), entry.ip),
    ...fact(t('entry.request'), entry.requestId),
  ];
  return (
    <>
      <Facts facts={facts} />
      {isOfMany(entry) && may(session, 'user-registration:access') && <BatchResult id={entry.subject.id} />}
      {entry.hasValues && <Values id={entry.id} />}
      <Group gap="md" mt="sm">
        {entry.person && (
          <Anchor component={Link} to="/activity" search={{ subject: entry.person.id } as never}>
            {t('entry.all', { name: entry.person.name ?? t('person.erased') })}
          </Anchor>
        )}
      </Group>
    </>
  );
}

function who(someone: ActivityEntry['actor'], erased: string): string | null {
  if (!someone) return null;
  if (someone.name === null) return erased;
  return someone.email === null ? someone.name : `${someone.name} (${someone.email})`;
}

function Values({ id }: { id: string }) {
  const { t } = useTranslation('activity');
  const { data, error, refetch } = useQuery(entryQuery(id));
  if (error) {
    return <ErrorState problem={error} title={t('entry.notLoaded')} onRetry={() => void refetch()} />;
  }
  return data ? <EntryValues values={data.values} /> : <Loader size={18} />;
}
