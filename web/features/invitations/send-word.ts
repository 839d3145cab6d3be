import type { Invitation } from '../../../contract/invitations.ts';

/** What never left is sent for the first time. */
export function sendWord({ state }: Pick<Invitation, 'state'>): 'act.sendAgain' | 'act.sendNow' {
  return state === 'unsent' || state === 'scheduled' ? 'act.sendNow' : 'act.sendAgain';
}
