import type { ActivityEntry } from '../../../contract/activity.ts';

/** Whether an entry is of an act on many invitations: it says what was begun, the act itself what became of it. */
export function isOfMany({ subject }: ActivityEntry): boolean {
  return subject.type === 'invitation_batch';
}
