import { Avatar } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { initials } from '../../ui/initials.ts';
import { useWhen } from '../../ui/use-when.ts';
import classes from './panel-heading.module.css';

/** Whom the panel is about. Takes the focus when it appears, so that a reader hears whose panel opened. */
export function PanelHeading({ invitation }: { invitation: InvitationDetail }) {
  const { t } = useTranslation('invitations');
  const { distance } = useWhen();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { account, invitedBy, createdAt } = invitation;
  const values = { distance: distance(createdAt), name: invitedBy?.name };
  return (
    <div className={classes.heading}>
      <Avatar size={36} aria-hidden="true">
        {initials(account.name)}
      </Avatar>
      <div className={classes.words}>
        <h2 ref={heading} tabIndex={-1} className={classes.name}>
          <bdi>{account.name}</bdi>
        </h2>
        <div className={classes.invited}>{t(invitedBy ? 'panel.invitedBy' : 'panel.invited', values)}</div>
      </div>
    </div>
  );
}
