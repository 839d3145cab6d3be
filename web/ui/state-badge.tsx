import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconBan,
  IconCalendarClock,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleOff,
  IconCircleXFilled,
  IconClock,
  IconClockOff,
  IconHourglassHigh,
  IconHourglassLow,
  IconLink,
  IconLoader2,
  IconLock,
  IconMail,
  IconMailOff,
  IconMailOpened,
  IconMailX,
  IconPencil,
  IconPlayerPauseFilled,
  IconSend,
  IconTableColumn,
  IconUserCheck,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../contract/api-keys.ts';
import type { Grant } from '../../contract/grants.ts';
import type { ImportState } from '../../contract/import-states.ts';
import type { InvitationState } from '../../contract/invitation-filter.ts';
import type { AccountState, IdentityState } from '../../contract/shared-schemas.ts';
import classes from './state-badge.module.css';

type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'mute';
type Look = readonly [icon: ComponentType<{ size?: number; stroke?: number }>, tone: Tone];

/** The one vocabulary of states; colour only on the icon, the word says it all. */
const looks = {
  account: {
    invited: [IconMail, 'info'],
    active: [IconCircleCheckFilled, 'ok'],
    suspended: [IconPlayerPauseFilled, 'warn'],
    closed: [IconCircleOff, 'mute'],
    scheduled: [IconCalendarClock, 'info'],
    locked: [IconLock, 'bad'],
  } satisfies Record<AccountState | 'scheduled' | 'locked', Look>,
  identity: {
    none: [IconCircleDashed, 'mute'],
    draft: [IconPencil, 'mute'],
    submitted: [IconHourglassHigh, 'info'],
    returned: [IconArrowBackUp, 'warn'],
    validated: [IconCircleCheckFilled, 'ok'],
  } satisfies Record<IdentityState, Look>,
  invitation: {
    unsent: [IconMailOff, 'mute'],
    scheduled: [IconCalendarClock, 'info'],
    queued: [IconClock, 'mute'],
    sent: [IconSend, 'info'],
    handed_over: [IconLink, 'info'],
    bounced: [IconMailX, 'bad'],
    opened: [IconMailOpened, 'info'],
    accepted: [IconCircleCheckFilled, 'ok'],
    revoked: [IconBan, 'mute'],
    expired: [IconClockOff, 'warn'],
  } satisfies Record<InvitationState, Look>,
  grant: {
    in_force: [IconCircleCheckFilled, 'ok'],
    starts_later: [IconCalendarClock, 'info'],
    ends_soon: [IconHourglassLow, 'warn'],
    ended: [IconCircleOff, 'mute'],
    revoked: [IconBan, 'mute'],
  } satisfies Record<Grant['state'], Look>,
  apiKey: {
    live: [IconCircleCheckFilled, 'ok'],
    ends_soon: [IconHourglassLow, 'warn'],
    ended: [IconCircleOff, 'mute'],
    revoked: [IconBan, 'mute'],
    maker_gone: [IconCircleOff, 'bad'],
  } satisfies Record<ApiKey['state'], Look>,
  import: {
    reading: [IconLoader2, 'info'],
    mapping: [IconTableColumn, 'warn'],
    planning: [IconLoader2, 'info'],
    planned: [IconAlertTriangleFilled, 'warn'],
    awaiting_approval: [IconHourglassHigh, 'info'],
    applying: [IconSend, 'info'],
    paused: [IconPlayerPauseFilled, 'warn'],
    done: [IconCircleCheckFilled, 'ok'],
    cancelled: [IconBan, 'mute'],
    failed: [IconCircleXFilled, 'bad'],
    undoing: [IconLoader2, 'info'],
    undone: [IconArrowBackUp, 'mute'],
  } satisfies Record<ImportState, Look>,
  importRow: {
    checking: [IconLoader2, 'info'],
    ready: [IconCircleCheck, 'ok'],
    attention: [IconAlertTriangleFilled, 'warn'],
    unusable: [IconAlertOctagonFilled, 'bad'],
    member: [IconUserCheck, 'mute'],
    unchanged: [IconCircleDashed, 'mute'],
    left_out: [IconCircleMinus, 'mute'],
    invited: [IconCircleCheckFilled, 'ok'],
    updated: [IconCircleCheckFilled, 'ok'],
    failed: [IconCircleXFilled, 'bad'],
    kept_back: [IconAlertTriangleFilled, 'warn'],
    undone: [IconArrowBackUp, 'mute'],
  } satisfies Record<string, Look>,
};

type Looks = typeof looks;
type StateBadgeProps = {
  [Kind in keyof Looks]: {
    readonly of: Kind;
    readonly state: keyof Looks[Kind];
    /** Instead of the state's own word: "Starts 1 December". */
    readonly label?: string;
  };
}[keyof Looks];

/** A state as icon and word: `<StateBadge of="invitation" state="sent" />`. */
export function StateBadge(props: StateBadgeProps) {
  const { t } = useTranslation('ui');
  const [Icon, tone] = (looks[props.of] as Record<string, Look>)[props.state] as Look;
  const key = `state.${props.of}.${props.state}` as `state.invitation.sent`;
  return (
    <span className={classes.state}>
      <span className={classes.icon} data-tone={tone} aria-hidden="true">
        <Icon size={16} stroke={1.7} />
      </span>
      <span>{props.label ?? t(key)}</span>
    </span>
  );
}
