import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** Those of these names that both the database and this program know as time zones: both tell times in them. */
export async function knownTimeZones(tx: Tx, names: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = [...new Set(names)].filter(canTellTimesIn);
  if (asked.length === 0) return new Set();
  const { rows } = await sql<{ name: string }>`
    select name from pg_timezone_names where name = any(${asked}::text[])`.execute(tx);
  return new Set(rows.map((row) => row.name));
}

/** Not asked of `Intl.supportedValuesOf`: of a place renamed it lists one name only, and often the old one (Asia/Calcutta). */
function canTellTimesIn(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
