import { sql } from 'kysely';
import { parseEmailAddress } from '../../../contract/email-address.ts';
import type { BatchRefusal } from '../../../contract/batch-refusals.ts';
import type { DomainChange } from '../../../contract/invitation-batches.ts';
import type { Tx } from '../../platform/database.ts';
import { canonicalEmail } from '../accounts/create-accounts.ts';
import { findBeyond } from '../permissions/find-beyond.ts';
import type { Giver } from '../permissions/find-beyond.ts';
import type { ActOutcome } from './act-outcome.ts';
import { daysAhead } from './clear-to-send.ts';
import { correctAddresses } from './correct-addresses.ts';
import type { Correction } from './correct-addresses.ts';
import type { LockedInvitation } from './lock-invitations.ts';
import { sendAgain } from './send-again.ts';
import type { SendAgainParts, SendAgainRules } from './send-again.ts';

type Outcomes = Map<string, ActOutcome>;
type By = Pick<SendAgainRules, 'asker' | 'batchId'>;

export interface DomainCorrection {
  readonly domain: DomainChange;
  /** Who corrects, with what they may grant now. */
  readonly giver: Giver;
}

/**
 * Puts the right domain in the addresses of many and sends them again, as it is done to one: corrected and mailed, or
 * neither. What is silent stays silent, and whoever is granted what the asker may not grant stays where they are. The
 * caller has locked the invitations.
 */
export async function correctMany(
  tx: Tx,
  parts: SendAgainParts,
  { domain, giver, ...by }: By & DomainCorrection,
  invitations: readonly LockedInvitation[],
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  const beyond = await findBeyond(
    tx,
    giver,
    invitations.map(({ accountId }) => accountId),
  );
  const wanted = invitations.flatMap((invitation): Correction[] => {
    const found = correctedEmail(invitation.email, domain);
    const isBeyond = beyond.has(invitation.accountId);
    if (found.email !== undefined && !isBeyond) return [{ invitation, email: found.email }];
    outcomes.set(invitation.id, { kind: 'refused', reason: found.reason ?? 'grants_beyond_yours' });
    return [];
  });
  for (const [id, outcome] of await correctAndSend(tx, parts, by, wanted)) outcomes.set(id, outcome);
  return outcomes;
}

/** The local part is the person's; only what stands behind the @ changes. */
function correctedEmail(
  email: string,
  { from, to }: DomainChange,
):
  | { readonly email: string; readonly reason?: undefined }
  | {
      readonly email?: undefined;
      readonly reason: Extract<BatchRefusal, 'other_domain' | 'email_too_long'>;
    } {
  if (!canonicalEmail(email).endsWith(`@${from}`)) return { reason: 'other_domain' };
  const parsed = parseEmailAddress(`${email.slice(0, email.indexOf('@'))}@${to}`);
  return parsed.ok ? { email: parsed.address } : { reason: 'email_too_long' };
}

/** Whom no mail may reach now keeps the old address: the limits are known once all are asked for, so it is undone. */
async function correctAndSend(
  tx: Tx,
  parts: SendAgainParts,
  by: By,
  corrections: readonly Correction[],
): Promise<Outcomes> {
  if (corrections.length === 0) return new Map();
  await sql`savepoint uncorrected`.execute(tx);
  const outcomes: Outcomes = new Map(corrections.map(({ invitation }) => [invitation.id, { kind: 'done' }]));
  const left = await correctAddresses(tx, corrections, { actorId: by.asker.accountId, batchId: by.batchId });
  for (const [id, reason] of left) outcomes.set(id, { kind: 'refused', reason });
  const toSend = corrections
    .map(({ invitation }) => invitation)
    .filter(({ id, state }) => !left.has(id) && state !== 'unsent');
  const sent = await sendAgain(tx, parts, toSend, { ...by, daysAhead, isCorrection: true });
  for (const [id, outcome] of sent) outcomes.set(id, outcome);
  const isDone = ({ invitation }: Correction) => outcomes.get(invitation.id)?.kind === 'done';
  if ([...sent.values()].every(({ kind }) => kind === 'done')) return outcomes;
  await sql`rollback to savepoint uncorrected`.execute(tx);
  const again = await correctAndSend(tx, parts, by, corrections.filter(isDone));
  return new Map([...outcomes, ...again]);
}
