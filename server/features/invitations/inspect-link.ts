import { sql } from 'kysely';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { LinkTarget, Links } from '../../platform/links.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import { invitationLinkRow } from './invitation-link.ts';

/** Where a link of an invitation points. @throws {AppError} link_unknown */
export function parseInvitationLink(links: Links, token: string): LinkTarget {
  const target = links.parse(token);
  if (target?.purpose !== 'invitation') throw new AppError('link_unknown');
  return target;
}

/**
 * The invitation behind a link that is genuine and live, expired or not; changes nothing.
 * @throws {AppError} link_unknown, invitation_used, invitation_revoked (also for a link that a newer one ended)
 */
export async function inspectLink(tx: Tx, links: Links, { recordId }: LinkTarget, token: string) {
  const row = await findLinked(tx, recordId);
  if (!row) throw new AppError('link_unknown');
  const isCurrent = links.verify(token, invitationLinkRow(row));
  if (!isCurrent && !isEarlier(links, token, row)) throw new AppError('link_unknown');
  const ended = endOf(row, isCurrent);
  if (!ended) return row;
  // Told to who held the link, and read of whom: a forged one never comes this far.
  const { name, slug } = await organizationSettings(tx);
  throw new AppError(ended, { organization: { name, slug } });
}

function endOf(
  { state, accountState }: { readonly state: string; readonly accountState: string },
  isCurrent: boolean,
): 'invitation_used' | 'invitation_revoked' | undefined {
  if (state === 'accepted' || accountState === 'active') return 'invitation_used';
  return !isCurrent || state === 'revoked' || accountState !== 'invited' ? 'invitation_revoked' : undefined;
}

/**
 * The same for who will change it by that link: no resend, revocation or join comes between the look and the write.
 * @throws {AppError} as `inspectLink`
 */
export async function lockLink(tx: Tx, links: Links, target: LinkTarget, token: string) {
  await tx
    .selectFrom('invitation')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', target.recordId)
    .forUpdate()
    .executeTakeFirst();
  return inspectLink(tx, links, target, token);
}

export type LiveInvitation = Awaited<ReturnType<typeof inspectLink>>;

async function findLinked(tx: Tx, id: string) {
  return tx
    .selectFrom('invitation')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organizationId', '=', 'invitation.organizationId')
        .onRef('person.id', '=', 'invitation.accountId'),
    )
    .leftJoin('person as inviter', (join) =>
      join
        .onRef('inviter.organizationId', '=', 'invitation.organizationId')
        .onRef('inviter.id', '=', 'invitation.invitedBy')
        .on('inviter.state', '=', 'active'),
    )
    .select([
      'invitation.organizationId',
      'invitation.id',
      'invitation.nonce',
      'invitation.keyId',
      'generation',
    ])
    .select([
      'invitation.accountId',
      'invitation.state',
      'invitation.language',
      'message',
      'expiresAt',
      'invitedBy',
    ])
    .select(['person.email', 'person.username', 'person.state as accountState', 'inviter.name as inviter'])
    .select(sql<boolean>`coalesce(expires_at <= now(), true)`.as('expired'))
    .where('invitation.organizationId', '=', tx.organizationId)
    .where('invitation.id', '=', id)
    .executeTakeFirst();
}

/** A link that was once live: its bearer is told that it ended, where a forger is told nothing. */
function isEarlier(
  links: Links,
  token: string,
  row: NonNullable<Awaited<ReturnType<typeof findLinked>>>,
): boolean {
  for (let generation = row.generation - 1; generation > 0; generation--) {
    if (links.verify(token, { ...invitationLinkRow(row), keyId: null, generation })) return true;
  }
  return false;
}
