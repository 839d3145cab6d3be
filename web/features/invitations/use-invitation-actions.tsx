import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remindInvitation } from '../../../contract/invitation-changes.ts';
import { type Invitation, resendInvitation } from '../../../contract/invitations.ts';
import { call } from '../../api.ts';
import { useFocusReturn } from '../../ui/use-focus-return.ts';
import { showToast } from '../../ui/show-toast.tsx';
import { CorrectAddressDialog } from './correct-address-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { ExtendDialog } from './extend-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { refreshInvitations } from './invitation-queries.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import { sendWord } from './send-word.ts';

export type Subject = Pick<Invitation, 'id' | 'account' | 'state' | 'abilities' | 'sendAt' | 'expiresAt'>;
type Mailing = 'resend' | 'remind';
type Question = 'handOver' | 'extend' | 'edit' | 'correct' | 'revoke';
type Start = (invitation: Subject) => void;

export interface InvitationActions extends Readonly<Record<Mailing | Question, Start>> {
  /** Whom a mail is being asked for right now, and which. */
  readonly mailing: { readonly id: string; readonly act: Mailing } | null;
  /** Why the last mail was refused, and whom it was for. */
  readonly problem: { readonly id: string; readonly name: string; readonly error: unknown } | null;
  /** To be placed once on the page. */
  readonly dialogs: ReactNode;
}

const mails = { resend: resendInvitation, remind: remindInvitation };

/** What can be done with an invitation, the same in every list; which of it, its `abilities` say. */
export function useInvitationActions(): InvitationActions {
  const { t } = useTranslation('invitations');
  const [asked, setAsked] = useState<Question | null>(null);
  // What is asked about stays in the dialog's words while it closes.
  const [last, setLast] = useState<{ question: Question; invitation: Subject; time: number } | null>(null);
  const focus = useFocusReturn();
  const ask = (question: Question) => (invitation: Subject) => {
    focus.remember();
    setLast({ question, invitation, time: Date.now() });
    setAsked(question);
  };
  const close = () => {
    setAsked(null);
    focus.giveBack();
  };
  const mail = useMutation({
    mutationFn: ({ act, invitation: { id } }: { act: Mailing; invitation: Subject }) =>
      act === 'resend'
        ? call(mails.resend, { params: { id }, body: {} })
        : call(mails.remind, { params: { id } }),
    onSuccess: ({ account: { email } }, { act, invitation }) => {
      const resent = sendWord(invitation) === 'act.sendNow' ? 'done.sent' : 'done.resent';
      showToast(t(act === 'resend' ? resent : 'done.reminded', { email }));
    },
    onSettled: refreshInvitations,
  });
  const { variables } = mail;
  return {
    resend: (invitation) => mail.mutate({ act: 'resend', invitation }),
    remind: (invitation) => mail.mutate({ act: 'remind', invitation }),
    handOver: ask('handOver'),
    extend: ask('extend'),
    edit: ask('edit'),
    correct: ask('correct'),
    revoke: ask('revoke'),
    mailing: mail.isPending && variables ? { id: variables.invitation.id, act: variables.act } : null,
    problem:
      mail.isError && variables
        ? { id: variables.invitation.id, name: variables.invitation.account.name, error: mail.error }
        : null,
    dialogs: last && (
      <QuestionDialog
        key={`${last.invitation.id} ${last.time}`}
        question={last.question}
        invitation={last.invitation}
        opened={asked !== null}
        onClose={close}
      />
    ),
  };
}

interface QuestionDialogProps {
  readonly question: Question;
  readonly invitation: Subject;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const dialogOf = {
  handOver: HandOverDialog,
  extend: ExtendDialog,
  edit: EditDialog,
  correct: CorrectAddressDialog,
  revoke: RevokeDialog,
};

function QuestionDialog({ question, ...props }: QuestionDialogProps) {
  const Dialog = dialogOf[question];
  return <Dialog {...props} />;
}
