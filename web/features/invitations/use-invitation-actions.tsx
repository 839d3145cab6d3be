import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Invitation, resendInvitation } from '../../../contract/invitations.ts';
import { call } from '../../api.ts';
import { rememberFocus } from '../../ui/remember-focus.ts';
import { showToast } from '../../ui/show-toast.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { refreshInvitations } from './invitation-queries.ts';
import { RevokeDialog } from './revoke-dialog.tsx';

type Subject = Pick<Invitation, 'id' | 'account' | 'state' | 'abilities'>;

export interface InvitationActions {
  readonly resend: (invitation: Subject) => void;
  readonly handOver: (invitation: Subject) => void;
  readonly revoke: (invitation: Subject) => void;
  /** Whose mail is being sent again right now. */
  readonly resending: string | null;
  /** Why the last sending failed, and whom it was for. */
  readonly problem: { readonly id: string; readonly name: string; readonly error: unknown } | null;
  /** To be placed once on the page. */
  readonly dialogs: ReactNode;
}

/** What can be done with an invitation, the same in every list; which of it, its `abilities` say. */
export function useInvitationActions(): InvitationActions {
  const { t } = useTranslation('invitations');
  const [asked, setAsked] = useState<{ act: 'handOver' | 'revoke'; invitation: Subject } | null>(null);
  // What is asked about stays in the dialog's words while it closes.
  const giveBack = useRef<() => void>(null);
  const [last, setLast] = useState<Subject | null>(null);
  const ask = (act: 'handOver' | 'revoke') => (invitation: Subject) => {
    giveBack.current = rememberFocus();
    setLast(invitation);
    setAsked({ act, invitation });
  };
  const close = () => {
    setAsked(null);
    giveBack.current?.();
  };
  const sending = useMutation({
    mutationFn: ({ id }: Subject) =>
      call(resendInvitation, { params: { id } }, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: ({ account }) => showToast(t('done.resent', { email: account.email })),
    onSettled: refreshInvitations,
  });
  return {
    resend: (invitation) => sending.mutate(invitation),
    handOver: ask('handOver'),
    revoke: ask('revoke'),
    resending: sending.isPending ? sending.variables.id : null,
    problem: sending.isError
      ? { id: sending.variables.id, name: sending.variables.account.name, error: sending.error }
      : null,
    dialogs: last && (
      <>
        <HandOverDialog key={last.id} invitation={last} opened={asked?.act === 'handOver'} onClose={close} />
        <RevokeDialog invitation={last} opened={asked?.act === 'revoke'} onClose={close} />
      </>
    ),
  };
}
