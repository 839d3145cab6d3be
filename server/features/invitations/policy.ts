import type { BatchRefusal } from '../../../contract/batch-refusals.ts';
import type { BatchAction } from '../../../contract/invitation-batches.ts';
import type { InvitationState } from '../../../contract/invitation-filter.ts';

/** What can be done about an invitation. */
export type Act = BatchAction | 'hand_over';

export interface InvitationFacts {
  /** As the list shows it: `expired` by the database's clock. */
  readonly state: InvitationState;
  readonly accountState: string;
}

type Refusals = Readonly<Partial<Record<InvitationState, BatchRefusal>>>;

// What was never sent has no link that could be kept alive or reminded of.
const notSent = { unsent: 'not_sent_yet', scheduled: 'not_sent_yet', queued: 'not_sent_yet' } as const;

// What leaves by itself, and what has left: sending it once more is `resend`.
const everSent = {
  scheduled: 'on_its_way',
  queued: 'on_its_way',
  sent: 'sent_already',
  handed_over: 'sent_already',
  bounced: 'sent_already',
  opened: 'sent_already',
  expired: 'sent_already',
} as const;

const refusals: Readonly<Record<Act, Refusals>> = {
  send: { ...everSent, revoked: 'already_revoked' },
  resend: {},
  hand_over: {},
  correct: { revoked: 'already_revoked' },
  edit: { revoked: 'already_revoked' },
  revoke: { revoked: 'already_revoked' },
  extend: { ...notSent, bounced: 'bounced', revoked: 'already_revoked' },
  // A link that was handed over went to someone who reads no mail.
  remind: {
    ...notSent,
    bounced: 'bounced',
    revoked: 'already_revoked',
    expired: 'expired',
    handed_over: 'handed_over',
  },
};

/** Acts whose mails wait their turn (P9) and stop after too many bounces (T21). */
export const sendsMail = (action: BatchAction): boolean => ['send', 'resend', 'remind'].includes(action);

/** What speaks against an act on an invitation in this state; undefined: nothing. `accepted` alone is final. */
export function refusalOf(act: Act, { state, accountState }: InvitationFacts): BatchRefusal | undefined {
  if (state === 'accepted' || accountState === 'active') return 'accepted';
  // Suspended or closed by another way: no link may work any more (T1, T11).
  if (accountState !== 'invited' && act !== 'revoke') return 'no_longer';
  return refusals[act][state];
}
