import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { ActivityAction } from './activity-actions.ts';

export interface ActivityEntry {
  readonly action: ActivityAction;
  /** Null: nobody signed in, as with a failed sign-in or a job. */
  readonly actorId: string | null;
  readonly subject: { readonly type: SubjectType; readonly id: string };
  /** Names of the fields that changed; never their values. */
  readonly fields?: readonly string[];
}

export type SubjectType = 'organization' | 'account' | 'invitation' | 'grant' | 'mail' | 'session';

/** Who did what to whom, when and from where: one entry per act, in the act's own transaction (P31). */
export async function recordActivity(
  tx: Tx,
  origin: Pick<Origin, 'ip' | 'requestId'> | null,
  entries: readonly ActivityEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('activity')
    .values(
      entries.map(({ action, actorId, subject, fields }) => ({
        organizationId: tx.organizationId,
        id: randomUUIDv7(),
        actorId,
        action,
        subjectType: subject.type,
        subjectId: subject.id,
        ip: origin?.ip ?? null,
        requestId: origin?.requestId ?? null,
        fields: [...(fields ?? [])],
      })),
    )
    .execute();
}
