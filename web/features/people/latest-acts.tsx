import { Anchor, Group, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { activityQuery } from '../activity/activity-queries.ts';
import { EntrySentence } from '../activity/entry-sentence.tsx';
import classes from './latest-acts.module.css';

const shown = 5;

/** What happened last about somebody. */
export function LatestActs({ person: { id } }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const { moment } = useWhen();
  const { data, error, refetch } = useInfiniteQuery(activityQuery({ subject: id }));
  const entries = data?.pages[0]?.items.slice(0, shown) ?? [];
  return (
    <section aria-labelledby="latest">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="latest">
          {t('acts.latest')}
        </Title>
        <Anchor renderRoot={(props) => <Link to="/activity" search={{ subject: id }} {...props} />}>
          {t('acts.all')}
        </Anchor>
      </Group>
      {error && !data && (
        <ErrorState problem={error} title={t('acts.notLoaded')} onRetry={() => void refetch()} />
      )}
      <ul className={classes.acts}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at}>{moment(entry.at)}</time>
            <span>
              <EntrySentence entry={entry} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
