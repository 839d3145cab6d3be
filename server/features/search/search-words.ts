import { plainLetters } from '../../../contract/transliterate.ts';

interface Named {
  readonly name: string;
  readonly email: string;
  readonly username: string;
  readonly personalCode: string | null;
}

// Nobody means more; each narrows the ones before.
const mostTerms = 5;

/** What a person is searched by: every word has a blank before it, the parts of an address too. */
export function searchWords({ name, email, username, personalCode }: Named): string {
  const plain = [name, email, ...(email.startsWith(username) ? [] : [username])].map(plainOf);
  const whole = [...plain, ...(personalCode === null ? [] : [personalCode])];
  const parts = plain.flatMap((text) =>
    [...text.matchAll(/[^\p{L}\p{N} ]+([\p{L}\p{N}]+)/gu)].map(([, word]) => word),
  );
  return ` ${[...whole, ...parts].join(' ')}`;
}

/** What is typed into a search, as words are kept. */
export function searchTerms(typed: string): string[] {
  return plainOf(typed).split(' ').filter(Boolean).slice(0, mostTerms);
}

/** Lower case, without accents, one blank between words, no NUL (PostgreSQL has none): also the order of names in lists. */
export function plainOf(text: string): string {
  return plainLetters(text)
    .replaceAll(/[\s\0]+/g, ' ')
    .trim();
}
