import { Text } from '@mantine/core';
import { IconBan, IconCalendarClock, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BatchAction, previewBatch } from '../../../contract/invitation-batches.ts';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { formatCount } from '../../ui/format-count.ts';
import classes from './batch-forecast.module.css';

interface BatchForecastProps {
  readonly action: BatchAction;
  readonly forecast: ResponseOf<typeof previewBatch>;
}

/** What an act on many comes to: for how many, what they get, who is left as they are and why. */
export function BatchForecast({ action, forecast }: BatchForecastProps) {
  const { t, i18n } = useTranslation('invitations');
  const { possible, refused, postponed, invitedAgain } = forecast;
  const number = (count: number) => formatCount(count, i18n.language);
  return (
    <>
      <Text>
        {possible > 0
          ? t(`batch.${action}.what`, { count: possible, number: number(possible) })
          : t('batch.nothing')}
      </Text>
      {(refused.length > 0 || postponed > 0 || invitedAgain > 0) && (
        <ul className={classes.exceptions}>
          {invitedAgain > 0 && (
            <li>
              <IconBan size={16} stroke={1.7} color="var(--foyer-warn)" aria-hidden />
              {t('batch.invitedAgain', { count: invitedAgain, number: number(invitedAgain) })}
            </li>
          )}
          {postponed > 0 && (
            <li>
              <IconCalendarClock size={16} stroke={1.7} color="var(--foyer-info)" aria-hidden />
              {t('batch.postponed', { count: postponed, number: number(postponed) })}
            </li>
          )}
          {refused.map(({ reason, count }) => (
            <li key={reason}>
              <IconMinus size={16} stroke={1.7} color="var(--foyer-mute)" aria-hidden />
              {t(`batch.left.${reason}`, { count, number: number(count) })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
