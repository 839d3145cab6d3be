import {
  countCharacters,
  passwordLimits,
  type PasswordProblemCode,
} from '../../../contract/password-rules.ts';
import { isCommonPassword } from './is-common-password.ts';
import { shortestPiece } from './shortest-piece.ts';

export interface PasswordProblem {
  readonly code: PasswordProblemCode;
  /** What its text names. */
  readonly values?: Readonly<Record<string, number>>;
}

/** Nothing longer is looked at: 256 code points are never more than this, even decomposed. */
const longestInput = 2048;

/** A piece of at most this many characters, said again and again, is not a password. */
const longestStutter = 5;

const productName = 'foyer';

/**
 * What speaks against a new password; empty when nothing does (P1, P2). No rules of composition, nothing trimmed.
 *
 * Refused are: common passwords whole, repeated, or with digits before or behind; a short piece repeated; what is
 * made of nothing but the words it must not be made of (with their parts, in any order and number) and digits.
 * Compared in lower case, once as typed and once without blanks and signs.
 *
 * @param about email, username and name of the organization; the product's name is always among them.
 */
export function checkPassword(password: string, about: readonly string[]): readonly PasswordProblem[] {
  if (password.length > longestInput) return [tooLong];
  if (!password.isWellFormed()) return [{ code: 'password.not_text' }];
  const length = countCharacters(password);
  if (length > passwordLimits.longest) return [tooLong];
  const problems: PasswordProblem[] = [];
  if (length < passwordLimits.shortest) problems.push(tooShort(length));
  const content = findContentProblem(password.normalize('NFC').toLowerCase(), about);
  if (content) problems.push({ code: content });
  return problems;
}

const tooLong: PasswordProblem = {
  code: 'password.too_long',
  values: { maximum: passwordLimits.longest },
};

function tooShort(count: number): PasswordProblem {
  return { code: 'password.too_short', values: { count, minimum: passwordLimits.shortest } };
}

function findContentProblem(typed: string, about: readonly string[]): PasswordProblemCode | undefined {
  const bare = withoutSigns(typed);
  const forms = bare === '' || bare === typed ? [typed] : [typed, bare];
  if (isMadeOf(bare, forbiddenWords(about))) return 'password.about_you';
  if (forms.some(isCommonPassword)) return 'password.common';
  if (forms.some((form) => shortestPiece(form).length <= Math.min(longestStutter, form.length / 2))) {
    return 'password.repeated';
  }
  return undefined;
}

function withoutSigns(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Parts shorter than this are in too many words to be forbidden by themselves. */
const shortestWord = 3;

function forbiddenWords(about: readonly string[]): readonly string[] {
  const words = [...about, productName].flatMap((entry) => {
    const text = entry.slice(0, longestInput).normalize('NFC').toLowerCase();
    return [text, ...text.split('@'), ...text.split(/[^\p{L}\p{N}]/u)].map(withoutSigns);
  });
  return [...new Set(words)].filter((word) => word.length >= shortestWord);
}

/** Whether the text is nothing but words of the list and digits, with one word at least. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const reached = new Set([0]);
  const reachedByWord = new Set<number>();
  for (let position = 0; position < text.length; position++) {
    if (!reached.has(position)) continue;
    for (const word of words) {
      if (!text.startsWith(word, position)) continue;
      reached.add(position + word.length);
      reachedByWord.add(position + word.length);
    }
    if (!/[0-9]/.test(text.charAt(position))) continue;
    reached.add(position + 1);
    if (reachedByWord.has(position)) reachedByWord.add(position + 1);
  }
  return reachedByWord.has(text.length);
}
