import { sql } from 'kysely';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { knownTimeZones } from '../../platform/known-time-zones.ts';
import type { Origin } from '../../platform/http/origin.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { settingsRow } from './settings-row.ts';
import type { SettingsRow } from './settings-row.ts';

/** Who changes settings: as much of the caller as the activity names. */
export interface SettingsActor {
  readonly accountId: string;
  readonly origin: Origin;
}

type Values = Omit<SettingsRow, 'version'>;

export type SettingsChange = { readonly version: number } & {
  readonly [Field in keyof Values]?: Values[Field] | undefined;
};

/**
 * Changes what is named, in the version that the caller saw.
 * @param languages those that have a catalog
 * @returns whether anything was changed
 * @throws {AppError} stale_version, not_acceptable
 */
export async function changeSettings(
  tx: Tx,
  actor: SettingsActor,
  { version, ...named }: SettingsChange,
  languages: readonly string[],
): Promise<boolean> {
  const before = await lockSettings(tx);
  if (before.version !== version) throw new AppError('stale_version');
  const changes = Object.entries(named).filter(
    ([field, value]) => value !== undefined && !sameValue(value, before[field as keyof Values]),
  );
  if (changes.length === 0) return false;
  const after = Object.fromEntries(changes) as Partial<Values>;
  await refuseWhatCantBe(tx, { ...before, ...after }, after, languages);
  await tx
    .updateTable('organizationSettings')
    .set({ ...after, version: sql`version + 1` })
    .where('organizationId', '=', tx.organizationId)
    .execute();
  const fields = Object.keys(after);
  await recordActivity(tx, actor.origin, [
    {
      action: 'organization.changed',
      actorId: actor.accountId,
      subject: { type: 'organization', id: tx.organizationId },
      fields,
      before: Object.fromEntries(fields.map((field) => [field, before[field as keyof Values]])),
      after,
    },
  ]);
  return true;
}

/** Two who change at once come one after the other: the second one's version is then stale. */
async function lockSettings(tx: Tx): Promise<SettingsRow> {
  await tx
    .selectFrom('organizationSettings')
    .select('version')
    .where('organizationId', '=', tx.organizationId)
    .forUpdate()
    .execute();
  return settingsRow(tx);
}

async function refuseWhatCantBe(
  tx: Tx,
  settings: Values,
  changed: Partial<Values>,
  known: readonly string[],
): Promise<void> {
  const { language, languages, sessionHours, sessionIdleMinutes } = settings;
  if (languages.some((one) => !known.includes(one))) throw refuseField('languages', 'language.unknown');
  if (new Set(languages).size < languages.length) throw refuseField('languages', 'request.invalid');
  if (!languages.includes(language)) {
    throw refuseField(changed.languages ? 'languages' : 'language', 'settings.own_language_missing');
  }
  if (sessionIdleMinutes > sessionHours * 60) {
    throw refuseField('sessionIdleMinutes', 'settings.idle_beyond_session');
  }
  const { timeZone } = changed;
  if (timeZone !== undefined && !(await knownTimeZones(tx, [timeZone])).has(timeZone)) {
    throw refuseField('timeZone', 'settings.unknown_time_zone');
  }
}

function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
