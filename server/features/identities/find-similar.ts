import { sql } from 'kysely';
import type { z } from 'zod';
import { parseEmailAddress } from '../../../contract/email-address.ts';
import type { FieldChanges } from '../../../contract/identities.ts';
import type { similarPersonSchema } from '../../../contract/registration.ts';
import { deriveUsername } from '../../../contract/username.ts';
import { beginsWith } from '../../platform/begins-with.ts';
import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { findPeople } from '../search/find-people.ts';
import { plainOf } from '../search/search-words.ts';
import type { Actor } from '../sessions/actor.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { findCandidates } from './list-candidates.ts';
import { canSee } from './policy.ts';

type Similar = z.input<typeof similarPersonSchema>;
type Match = Similar['matches'][number];

/** How many are looked at, and how many of them are shown. */
const most = { compared: 200, shown: 3 };

/** What says most comes first. */
const weights: Readonly<Record<Match, number>> = { email: 8, birth_date: 4, name: 2, username: 1 };

interface Sought {
  readonly words: readonly string[];
  readonly username: string | undefined;
  readonly email: string | undefined;
  readonly birthDate: string | undefined;
}

/**
 * Who may be the same person as the one that is about to be registered: known by the same name, with no other date of
 * birth; or whose account has the personal email or, while nobody knows the name, the username that the name gives.
 */
export async function findSimilar(
  tx: Tx,
  texts: Texts,
  actor: Actor,
  fields: FieldChanges,
): Promise<Similar[]> {
  const sought = await whatToSeek(tx, texts, fields);
  if (sought.words.length < 2 && sought.email === undefined) return [];
  const found = await compare(tx, sought, await look(tx, sought));
  const best = found.toSorted((a, b) => weightOf(b.matches) - weightOf(a.matches)).slice(0, most.shown);
  const people = await findCandidates(
    tx,
    actor,
    best.map(({ id }) => id),
  );
  return best.flatMap(({ id, matches }) => {
    const person = people.find((one) => one.id === id);
    return person ? [{ person, matches }] : [];
  });
}

const weightOf = (matches: readonly Match[]) => matches.reduce((sum, match) => sum + weights[match], 0);

async function whatToSeek(tx: Tx, texts: Texts, fields: FieldChanges): Promise<Sought> {
  const textOf = (key: string) => {
    const value = fields[key];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const [given, family] = [textOf('given_name'), textOf('family_name')];
  const isNamed = given !== undefined && family !== undefined;
  const born = fieldsOf(await findForm(tx, texts)).get('date_of_birth');
  const isOpen = born !== undefined && !born.sensitive && canSee(born, 'reviewer');
  const email = parseEmailAddress(textOf('personal_email') ?? '');
  return {
    words: isNamed ? wordsOf(`${given} ${family}`) : [],
    username: isNamed ? deriveUsername(`${given}.${family}@`) : undefined,
    email: email.ok ? email.canonical : undefined,
    birthDate: isOpen ? textOf('date_of_birth') : undefined,
  };
}

/** Each word of a name once, in lower case and without accents. */
function wordsOf(name: string): string[] {
  return [
    ...new Set(
      plainOf(name)
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean),
    ),
  ];
}

/** By indexes only. */
async function look(tx: Tx, { words, username, email }: Sought): Promise<ReadonlyMap<string, Match>> {
  const named = words.length === 0 ? [] : await namesakes(tx, words);
  const accounts = tx
    .selectFrom('account')
    .select('id')
    .where('organizationId', '=', tx.organizationId)
    .limit(most.compared);
  const called =
    username === undefined
      ? []
      : await accounts
          .select('usernameCanonical as name')
          .where(beginsWith(['usernameCanonical'], username))
          .execute();
  const mailed = email === undefined ? [] : await accounts.where('emailCanonical', '=', email).execute();
  const numbered = called.filter(({ name }) => /^-?\d*$/.test(name.slice(username?.length)));
  return new Map<string, Match>([
    ...numbered.map(({ id }): [string, Match] => [id, 'username']),
    ...named.map((id): [string, Match] => [id, 'name']),
    ...mailed.map(({ id }): [string, Match] => [id, 'email']),
  ]);
}

/** The search finds who has these words anywhere: an address that holds them is no name. */
async function namesakes(tx: Tx, words: readonly string[]): Promise<string[]> {
  const page = { sort: 'name', limit: most.compared } as const;
  const { ids } = await findPeople(tx, { query: words.join(' ') }, page);
  if (ids.length === 0) return [];
  const named = await tx
    .selectFrom('identity')
    .select(['accountId', 'displayName'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', 'in', ids)
    .execute();
  return named
    .filter(({ displayName }) => new Set(wordsOf(displayName ?? '')).isSupersetOf(new Set(words)))
    .map(({ accountId }) => accountId);
}

async function compare(tx: Tx, { birthDate }: Sought, found: ReadonlyMap<string, Match>) {
  if (found.size === 0) return [];
  const known = await tx
    .selectFrom('identity as i')
    .innerJoin('identityVersion as v', (join) =>
      join
        .onRef('v.organizationId', '=', 'i.organizationId')
        .onRef('v.accountId', '=', 'i.accountId')
        .on('v.version', '=', sql<number>`coalesce(i.version_in_force, i.version)`),
    )
    .select(['i.accountId', 'i.displayName', sql<string | null>`v.fields->>'date_of_birth'`.as('born')])
    .where('i.organizationId', '=', tx.organizationId)
    .where('i.accountId', 'in', [...found.keys()])
    .execute();
  const identities = new Map(known.map((row) => [row.accountId, row]));
  return [...found].flatMap(([id, match]): { readonly id: string; readonly matches: Match[] }[] => {
    const { born = null, displayName = null } = identities.get(id) ?? {};
    const [isBornThen, isBornElse] = [born === birthDate, born !== null && born !== birthDate];
    // Whose name is known and another, or who was born on another day, is somebody else.
    if (match === 'username' && displayName !== null) return [];
    if (match !== 'email' && birthDate !== undefined && isBornElse) return [];
    return [{ id, matches: birthDate !== undefined && isBornThen ? [match, 'birth_date'] : [match] }];
  });
}
