import { Button } from '@mantine/core';
import {
  IconAt,
  IconBan,
  IconBell,
  IconCalendarPlus,
  IconMailForward,
  IconPencil,
  IconSend,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BatchAction } from '../../../contract/invitation-batches.ts';

const icons = {
  send: <IconMailForward size={16} stroke={1.7} className="flip" aria-hidden />,
  resend: <IconSend size={16} stroke={1.7} className="flip" aria-hidden />,
  remind: <IconBell size={16} stroke={1.7} aria-hidden />,
  correct: <IconAt size={16} stroke={1.7} aria-hidden />,
  extend: <IconCalendarPlus size={16} stroke={1.7} aria-hidden />,
  edit: <IconPencil size={16} stroke={1.7} aria-hidden />,
  revoke: <IconBan size={16} stroke={1.7} aria-hidden />,
} satisfies Record<BatchAction, unknown>;

/** What can be done with many at once; each asks before it does it. */
export function BatchActions({ onAsk }: { onAsk: (action: BatchAction) => void }) {
  const { t } = useTranslation('invitations');
  return (Object.keys(icons) as BatchAction[]).map((action) => (
    <Button
      key={action}
      size="xs"
      leftSection={icons[action]}
      onClick={() => onAsk(action)}
      {...(action === 'revoke'
        ? { variant: 'subtle', color: 'red', c: 'var(--foyer-bad)' }
        : { variant: 'default' })}
    >
      {t(`batch.${action}.ask`)}
    </Button>
  ));
}
