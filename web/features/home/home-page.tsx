import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { ApplicationTiles } from './application-tiles.tsx';
import { Arrivals } from './arrivals.tsx';
import { Checklist } from './checklist.tsx';
import { Figures } from './figures.tsx';
import { firstName } from './first-name.ts';
import { homeQuery } from './home-query.ts';
import classes from './home-page.module.css';
import { IdentityCard } from './identity-card.tsx';
import { partOfDay } from './part-of-day.ts';
import { UpdateAsked } from './update-asked.tsx';

/** What waits for the person, and what they can open. */
export function HomePage() {
  const { t } = useTranslation('home');
  const session = useSession();
  const { account, identity, organization } = session;
  const { data: home, error, refetch, isPending } = useQuery(homeQuery);
  const { longDay } = useWhen();
  const [now] = useState(() => new Date());
  const complete = identity.state === 'validated';
  // The founder is not locked out while the identity is missing: somebody must begin.
  const inside = complete || account.isFounder;
  const name = firstName(account.name);
  return (
    <>
      {inside ? (
        <PageHeader
          title={t(`greeting.${partOfDay(now, organization.timeZone)}`, { name })}
          intro={longDay(now.toISOString())}
        />
      ) : (
        <PageHeader title={t('welcome', { name })} intro={t('oneThingLeft')} />
      )}
      <div className={classes.columns} data-checklist={home?.checklist ? true : undefined}>
        <div className={classes.main}>
          {!complete && <IdentityCard />}
          {home?.isAskedForUpdate && <UpdateAsked />}
          {home && <Figures home={home} />}
          <LateSkeleton waiting={isPending} heights={[128, 264]} />
          {error && !home && (
            <ErrorState problem={error} title={t('notLoaded')} onRetry={() => void refetch()} />
          )}
          {/* They wait for what stands above them: a tile that moved would be another one under the finger. */}
          {!isPending && <ApplicationTiles waiting={!inside} />}
          {home?.arrivals && <Arrivals arrivals={home.arrivals} />}
        </div>
        {home?.checklist && <Checklist steps={home.checklist} />}
      </div>
    </>
  );
}
