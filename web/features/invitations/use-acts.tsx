import {
  IconBan,
  IconBell,
  IconCalendarPlus,
  IconLink,
  IconMailCog,
  IconPencil,
  IconSend,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../contract/invitations.ts';
import { sendWord } from './send-word.ts';
import type { InvitationActions, Subject } from './use-invitation-actions.tsx';

export interface Act {
  readonly key: keyof Invitation['abilities'];
  readonly label: string;
  readonly icon: ReactNode;
  readonly run: () => void;
  readonly busy: boolean;
}

const look = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;

/** Everything that can be done with one invitation now, what is used most first, revoking last. */
export function useActs(invitation: Subject, actions: InvitationActions): readonly Act[] {
  const { t } = useTranslation('invitations');
  const act = (key: Act['key'], label: string, icon: ReactNode, run: (subject: Subject) => void): Act => ({
    key,
    label,
    icon,
    run: () => run(invitation),
    busy: actions.mailing?.id === invitation.id && actions.mailing.act === key,
  });
  const all = [
    act('resend', t(sendWord(invitation)), <IconSend {...look} className="flip" />, actions.resend),
    act('remind', t('act.remind'), <IconBell {...look} />, actions.remind),
    act('handOverLink', t('act.handOver'), <IconLink {...look} />, actions.handOver),
    act('extend', t('act.extend'), <IconCalendarPlus {...look} />, actions.extend),
    act('edit', t('act.edit'), <IconPencil {...look} />, actions.edit),
    act('correctAddress', t('act.correct'), <IconMailCog {...look} />, actions.correct),
    act('revoke', t('act.revokeAsk'), <IconBan {...look} />, actions.revoke),
  ];
  return all.filter(({ key }) => invitation.abilities[key]);
}
