import type { Permission } from '../../../contract/permissions.ts';
import { can } from '../permissions/can.ts';

/** At whose word mails leave, and so whose limit they count against. */
export interface Asker {
  /** Null: the person who was invited asks, or the time has come. */
  readonly accountId: string | null;
  /** Who may not invite in bulk mails so many people an hour. */
  readonly isLimited: boolean;
}

export const nobody: Asker = { accountId: null, isLimited: false };

export function askerOf(actor: {
  readonly accountId: string;
  readonly permissions: ReadonlySet<Permission>;
}): Asker {
  return { accountId: actor.accountId, isLimited: !can(actor, 'user-registration:can_bulk_invite') };
}
