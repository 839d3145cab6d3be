import {
  IconAlarm,
  IconBan,
  IconBell,
  IconCalendarClock,
  IconCalendarPlus,
  IconCheck,
  IconClock,
  IconClockOff,
  IconHandStop,
  IconHourglass,
  IconInbox,
  IconLink,
  IconMailForward,
  IconMailOpened,
  IconMailX,
  IconPencil,
  IconAt,
  IconRefresh,
  IconSend,
  IconUserPlus,
} from '@tabler/icons-react';
import type { ComponentProps, ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { Timeline } from '../../ui/timeline.tsx';
import { useWhen } from '../../ui/use-when.ts';

type Entry = InvitationDetail['timeline'][number];
type Tone = NonNullable<ComponentProps<typeof Timeline>['entries'][number]['tone']>;

const looks: Record<Entry['kind'], readonly [ComponentType<{ stroke?: number }>, Tone]> = {
  invited: [IconUserPlus, 'mute'],
  scheduled: [IconCalendarClock, 'info'],
  postponed: [IconAlarm, 'warn'],
  held_back: [IconAlarm, 'warn'],
  queued: [IconClock, 'mute'],
  sent: [IconSend, 'info'],
  kept_in_outbox: [IconInbox, 'mute'],
  delayed: [IconHourglass, 'warn'],
  bounced: [IconMailX, 'bad'],
  earlier_bounced: [IconMailX, 'mute'],
  handed_over: [IconLink, 'info'],
  opened: [IconMailOpened, 'info'],
  reminded: [IconBell, 'info'],
  extended: [IconCalendarPlus, 'info'],
  edited: [IconPencil, 'mute'],
  address_corrected: [IconAt, 'info'],
  accepted: [IconCheck, 'ok'],
  revoked: [IconBan, 'mute'],
  declined: [IconHandStop, 'warn'],
  resent: [IconMailForward, 'info'],
  renewal_asked: [IconRefresh, 'warn'],
  expired: [IconClockOff, 'warn'],
};

/** Every step of an invitation, newest first. */
export function InvitationTimeline({ timeline }: { timeline: readonly Entry[] }) {
  const { t } = useTranslation('invitations');
  const { moment } = useWhen();
  return (
    <Timeline
      label={t('panel.delivery')}
      entries={timeline.map((entry, index) => {
        const [Icon, tone] = looks[entry.kind];
        const name = entry.by ?? undefined;
        return {
          key: `${entry.at}-${index}`,
          icon: <Icon stroke={1.7} />,
          tone,
          title: t(`event.${entry.kind}${name ? '_by' : ''}` as 'event.sent', { name }),
          text: (
            <>
              {moment(entry.at)}
              {entry.response && (
                <>
                  {'. '}
                  <bdi dir="ltr">{t('event.response', { response: entry.response })}</bdi>
                </>
              )}
            </>
          ),
        };
      })}
    />
  );
}
