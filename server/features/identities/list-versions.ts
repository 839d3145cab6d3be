import type { AnswerOf } from '../../../contract/define-route.ts';
import type { listIdentityVersions } from '../../../contract/people.ts';
import type { Tx } from '../../platform/database.ts';

type Version = AnswerOf<typeof listIdentityVersions>['items'][number];

const isoOrNull = (at: Date | null) => at?.toISOString() ?? null;

/** The versions of someone's identity, newest first, by whom and when; nothing of what they hold. */
export async function listVersions(tx: Tx, accountId: string): Promise<Version[]> {
  const rows = await tx
    .selectFrom('identityVersion as v')
    .innerJoin('identity as i', (join) =>
      join.onRef('i.organizationId', '=', 'v.organizationId').onRef('i.accountId', '=', 'v.accountId'),
    )
    .leftJoin('person as saver', (join) =>
      join.onRef('saver.organizationId', '=', 'v.organizationId').onRef('saver.id', '=', 'v.savedBy'),
    )
    .leftJoin('person as decider', (join) =>
      join.onRef('decider.organizationId', '=', 'v.organizationId').onRef('decider.id', '=', 'v.decidedBy'),
    )
    .select(['v.version', 'v.state', 'v.savedAt', 'v.submittedAt', 'v.decidedAt', 'i.versionInForce'])
    .select(['saver.name as savedBy', 'decider.name as decidedBy'])
    .where('v.organizationId', '=', tx.organizationId)
    .where('v.accountId', '=', accountId)
    .orderBy('v.version', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ versionInForce, savedAt, submittedAt, decidedAt, state, ...row }) => ({
    ...row,
    state: state as Version['state'],
    inForce: row.version === versionInForce,
    savedAt: savedAt.toISOString(),
    submittedAt: isoOrNull(submittedAt),
    decidedAt: isoOrNull(decidedAt),
  }));
}
