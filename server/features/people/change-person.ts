import type { BodyOf } from '../../../contract/define-route.ts';
import type { changeAccount as route } from '../../../contract/people.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { changeAccount } from '../accounts/change-account.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import type { Actor } from '../sessions/actor.ts';
import { lockPerson } from './lock-person.ts';
import { refusalOfChange } from './policy.ts';

const changeable = ['username', 'population', 'language'] as const;

/**
 * Changes somebody's account; what is the same already is no change.
 * @throws {AppError} not_found, founder_stays, not_possible_now, stale_version, not_acceptable
 */
export async function changePerson(
  tx: Tx,
  { languages }: Texts,
  actor: Actor,
  { id, body: { version, ...wanted } }: { readonly id: string; readonly body: BodyOf<typeof route> },
): Promise<void> {
  const person = await lockPerson(tx, id);
  const refusal = refusalOfChange(actor, person);
  if (refusal) throw new AppError(refusal);
  if (wanted.language !== undefined) await needOffered(tx, languages, wanted.language);
  const fields = changeable.filter((key) => wanted[key] !== undefined && wanted[key] !== person[key]);
  const pick = (from: { readonly [K in (typeof changeable)[number]]?: string | undefined }) =>
    Object.fromEntries(fields.map((key) => [key, from[key] ?? null]));
  if (version !== person.version) throw new AppError('stale_version');
  if (fields.length === 0) return;
  await changeAccount(tx, { accountId: id, version }, wanted);
  const subject = { type: 'account', id } as const;
  const change = { fields, before: pick(person), after: pick(wanted) };
  await recordActivity(tx, actor.origin, [
    { action: 'account.changed', actorId: actor.accountId, subject, ...change },
  ]);
}

async function needOffered(tx: Tx, known: readonly string[], language: string): Promise<void> {
  const { languages: offered } = await organizationSettings(tx);
  if (!known.includes(language) || !offered.includes(language))
    throw refuseField('language', 'language.unknown');
}
