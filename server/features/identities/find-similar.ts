import { sql } from 'kysely';
import type { z } from 'zod';
import { parseEmailAddress } from '../../../contract/email-address.ts';
import type { FieldChanges } from '../../../contract/identities.ts';
import type { similarPersonSchema } from '../../../contract/registration.ts';
import { deriveUsername } from '../../../contract/username.ts';
import { beginsWith } from '../../platform/begins-with.ts';
import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
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

/** As `person_word` has them. */
function wordsOf(name: string): string[] {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean))];
}

/** By indexes only: the last word, the rarest in most names, is looked up, and the others of each that has it. */
async function look(tx: Tx, { words, username, email }: Sought): Promise<ReadonlyMap<string, Match>> {
  const [last, ...others] = words.toReversed();
  const named = last === undefined ? [] : await namesakes(tx, last, others);
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

async function namesakes(tx: Tx, word: string, others: readonly string[]): Promise<string[]> {
  let query = tx
    .selectFrom('personWord as w')
    .select('w.accountId')
    .where('w.organizationId', '=', tx.organizationId)
    .where('w.word', '=', word)
    .limit(most.compared);
  for (const other of others) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('personWord as o')
          .select('o.word')
          .where('o.organizationId', '=', tx.organizationId)
          .where('o.word', '=', other)
          .whereRef('o.accountId', '=', 'w.accountId'),
      ),
    );
  }
  return (await query.execute()).map(({ accountId }) => accountId);
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
