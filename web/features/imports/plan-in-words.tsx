import { Text } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconClock,
  IconMailForward,
  IconMailOff,
  IconUserCheck,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import { useSendingStopped } from '../invitations/use-sending-stopped.ts';
import { useDayWords } from './use-day-words.ts';
import classes from './plan-in-words.module.css';

const good = <IconCircleCheckFilled size={18} color="var(--foyer-ok)" aria-hidden />;
const warning = <IconAlertTriangleFilled size={18} color="var(--foyer-warn)" aria-hidden />;
const later = <IconClock size={18} stroke={1.7} color="var(--foyer-warn)" aria-hidden />;
const mute = 'var(--foyer-mute)';

/** What is about to happen, to how many, and who is left as they are. */
export function PlanInWords({ one }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  const isStopped = useSendingStopped();
  const { counts, mails } = one;
  const sent = mails?.total ?? 0;
  const line = (key: 'create', count: number, icon: ReactNode) => ({
    key,
    icon,
    count,
    words: t(`confirm.${key}`, { count, number: formatCount(count, i18n.language) }),
  });
  const of = (key: string, count: number, icon: ReactNode) => line(key as 'create', count, icon);
  const lines = [
    of('create', counts.create, good),
    isStopped ? of('mailsLater', sent, later) : of('mails', sent, good),
    of('update', counts.update, good),
    of(
      'again',
      counts.invitedAgain,
      <IconMailForward size={18} color="var(--foyer-warn)" className="flip" aria-hidden />,
    ),
    of('identities', counts.identities, good),
    of(
      'silent',
      Math.max(0, counts.create - sent),
      <IconMailOff size={18} stroke={1.7} color={mute} aria-hidden />,
    ),
    of('troubled', counts.blocked + counts.moved + counts.failed, warning),
    of(
      'member',
      counts.member + counts.unchanged,
      <IconUserCheck size={18} stroke={1.7} color={mute} aria-hidden />,
    ),
    of('leftOut', counts.left_out, <IconCircleMinus size={18} stroke={1.7} color={mute} aria-hidden />),
  ];
  return (
    <>
      <ul className={classes.lines}>
        {lines
          .filter(({ count }) => count > 0)
          .map(({ key, icon, words }) => (
            <li key={key}>
              {icon}
              <span>{words}</span>
            </li>
          ))}
      </ul>
      {mails && sent > 0 && <Pace mails={mails} />}
    </>
  );
}

/** How long the mails need: by the rate that the organization set, and by the limit of a day. */
function Pace({ mails }: { mails: NonNullable<ImportDetail['mails']> }) {
  const { t, i18n } = useTranslation('imports');
  const { dayInWords, duration } = useDayWords();
  const { total, postponed, lastDay, perMinute } = mails;
  const number = (count: number) => formatCount(count, i18n.language);
  return (
    <Text c="dimmed" mt="sm">
      {perMinute !== null &&
        t('confirm.pace', { number: number(perMinute), duration: duration((total / perMinute) * 60) })}{' '}
      {postponed > 0 &&
        t('confirm.postponed', {
          count: postponed,
          number: number(postponed),
          day: lastDay === null ? '–' : dayInWords(lastDay),
        })}
    </Text>
  );
}
