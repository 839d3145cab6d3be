import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { queueMails } from '../mails/queue-mails.ts';
import type { MailServers } from '../organizations/mail-servers.ts';
import type { MailWayChange, TellMailWayChange } from '../organizations/mail-way.ts';
import { permissionsInForce } from '../sessions/actor.ts';
import { findPeople } from '../sessions/find-person.ts';

/**
 * Whoever may change settings may have all mails pass through a server of their own, and read the links for new
 * passwords there. So the founder and everybody else who holds that permission are told by the way that was in use
 * before, which the new server never sees. Where mails stayed in the outbox before, there was none.
 */
export function tellMailWayChanges({
  jobs,
  mailServers,
}: {
  readonly jobs: Jobs;
  readonly mailServers: MailServers;
}): TellMailWayChange {
  return async (tx, change) => {
    if (change.before.server !== null || mailServers.fixed) await tell(tx, jobs, change);
  };
}

async function tell(tx: Tx, jobs: Jobs, { by, what, before, host }: MailWayChange): Promise<void> {
  const people = await findPeople(tx, await idsOfHolders(tx));
  const told = people.filter((person) => permissionsInForce(person).has('settings:access'));
  const data = {
    by,
    what,
    at: new Date().toISOString(),
    way: JSON.stringify(before),
    ...(host !== undefined && { host }),
  };
  const about = { kind: 'mail_way_changed', generation: 1, data } as const;
  await queueMails(
    tx,
    jobs,
    told.map(({ accountId, language }) => ({ ...about, accountId, language, aboutId: randomUUIDv7() })),
  );
}

/** Who may hold it: whether they do now is the view's to say. */
async function idsOfHolders(tx: Tx): Promise<string[]> {
  const { founderId } = await tx
    .selectFrom('organizationSettings')
    .select('founderId')
    .where('organizationId', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
  const granted = await tx
    .selectFrom('permissionGrant')
    .select('accountId')
    .distinct()
    .where('organizationId', '=', tx.organizationId)
    .where('application', '=', 'settings')
    .where('permission', '=', 'access')
    .where('endedAt', 'is', null)
    .execute();
  const ids = [founderId, ...granted.map(({ accountId }) => accountId)];
  return [...new Set(ids.filter((id) => id !== null))];
}
