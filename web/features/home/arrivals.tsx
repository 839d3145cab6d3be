import { Anchor, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { getHome } from '../../../contract/organizations.ts';
import { may, useSession } from '../../shell/session.ts';
import { Person } from '../../ui/person.tsx';
import { useWhen } from '../../ui/use-when.ts';
import classes from './arrivals.module.css';

type Arrivals = NonNullable<ResponseOf<typeof getHome>['arrivals']>;

/** Who came in lately. */
export function Arrivals({ arrivals }: { arrivals: Arrivals }) {
  const { t } = useTranslation('home');
  const session = useSession();
  const { when } = useWhen();
  return (
    <section aria-labelledby="arrivals">
      <Group justify="space-between" align="baseline">
        <Title order={2} id="arrivals">
          {t('arrivals.title')}
        </Title>
        {may(session, 'activity:access') && (
          <Anchor component={Link} to="/activity">
            {t('arrivals.all')}
          </Anchor>
        )}
      </Group>
      {arrivals.length === 0 && <Text c="dimmed">{t('arrivals.none')}</Text>}
      <ul className={classes.arrivals}>
        {arrivals.map(({ id, name, at }) => (
          <li key={id} className={classes.arrival}>
            <Person name={name} />
            <Text span c="dimmed" className={classes.what ?? ''}>
              {t('arrivals.joined')}
            </Text>
            <Text span c="dimmed">
              {when(at)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
