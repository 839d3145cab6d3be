import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { getSendingLimits } from '../../../contract/invitations.ts';
import { formatCount } from '../../ui/format-count.ts';
import { Notice } from '../../ui/notice.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { sendingLimitsQuery } from './invitation-queries.ts';

/** A limit is told from when so much of it, or less, is left. */
const nearlyUsedUp = 0.1;

/** What stands between an email and its person today, told before anything is sent; nothing while nothing does. */
export function SendingNotice() {
  const { data } = useQuery(sendingLimitsQuery);
  return data ? <Told limits={data} /> : null;
}

/** Only that nothing leaves for now, where all else is told in its own words. */
export function StoppedNotice() {
  const { data } = useQuery(sendingLimitsQuery);
  return data?.stoppedUntil ? <Stopped until={data.stoppedUntil} /> : null;
}

function Stopped({ until }: { until: string }) {
  const { t } = useTranslation('invitations');
  const { moment } = useWhen();
  return (
    <Notice tone="attention" title={t('limits.stopped')}>
      {t('limits.stoppedText', { time: moment(until) })}
    </Notice>
  );
}

function Told({ limits }: { limits: ResponseOf<typeof getSendingLimits> }) {
  const { t, i18n } = useTranslation('invitations');
  const { moment } = useWhen();
  const { today, mine, stoppedUntil } = limits;
  const number = (count: number) => formatCount(count, i18n.language);
  if (stoppedUntil) return <Stopped until={stoppedUntil} />;
  if (mine?.left === 0) {
    return (
      <Notice tone="attention" title={t('limits.mine', { number: number(mine.limit) })}>
        {mine.nextAt && t('limits.mineText', { time: moment(mine.nextAt) })}
      </Notice>
    );
  }
  if (today.left === 0) {
    return (
      <Notice tone="attention" title={t('limits.today', { number: number(today.limit) })}>
        {t('limits.todayText')}
      </Notice>
    );
  }
  const least = mine && mine.left < today.left ? mine : today;
  if (least.left > least.limit * nearlyUsedUp) return null;
  return (
    <Notice
      tone="info"
      title={t(least === mine ? 'limits.nearMine' : 'limits.nearToday', {
        count: least.left,
        number: number(least.left),
      })}
    >
      {t(least === mine ? 'limits.nearMineText' : 'limits.nearTodayText')}
    </Notice>
  );
}
