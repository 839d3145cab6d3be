import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatLongDay, formatTime } from '../../ui/format-when.ts';
import { cityOf } from '../../ui/time-zones.ts';
import { instantOfWallClock, wallClockAt } from '../../ui/wall-clock.ts';

interface LeavesWhenProps {
  /** What clocks show where the person is, as `datetime-local` gives it. */
  readonly local: string;
  readonly zone: string;
  /** Where the organization is. */
  readonly home: string;
}

/** When a scheduled mail leaves, in words, by the person's clocks and by ours; and what a change of the clocks does to it. */
export function LeavesWhen({ local, zone, home }: LeavesWhenProps) {
  const { t, i18n } = useTranslation('registration');
  const instant = instantOfWallClock(local, zone);
  if (!instant) return null;
  const at = (timeZone: string) => {
    const place = { language: i18n.language, timeZone };
    return { day: formatLongDay(instant, place), time: formatTime(instant, place), city: cityOf(timeZone) };
  };
  const skipped = wallClockAt(Date.parse(instant), zone) !== local;
  return (
    <Text c="dimmed" mt="xs" role="status">
      {skipped && `${t('leaves.skipped', { time: local.slice(11), city: cityOf(zone) })} `}
      {t('leaves.there', at(zone))} {zone !== home && t('leaves.here', at(home))}
    </Text>
  );
}
