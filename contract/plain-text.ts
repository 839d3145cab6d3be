import { parsedText, type Parsed } from './parsed-text.ts';

/** Why a name is refused. Texts: `name.<reason>` in `locales/<language>/errors.json`. */
export const nameProblems = [
  'empty',
  'too_long',
  'control_character',
  'no_letter',
  'link',
  'two_alphabets',
] as const;
export type NameProblem = (typeof nameProblems)[number];

/** Why a personal message is refused. Texts: `message.<reason>`. */
export const messageProblems = ['too_long', 'control_character'] as const;
export type MessageProblem = (typeof messageProblems)[number];

/** In code points. */
export const textLimits = { organizationName: 64, personName: 100, message: 1000 } as const;

/** An organization's name: one line of NFC text. It stands in mails, so that it may hold nothing a mail program links (T18, T20). */
export const nameSchema = parsedText('name', (input) => parseName(input, textLimits.organizationName));

/** A person's name, by the same rules: an inviter's stands in mails too. And each word of it in one alphabet (T16). */
export const personNameSchema = parsedText('name', parsePersonName);

export function parsePersonName(input: string): Parsed<NameProblem> {
  const name = parseName(input, textLimits.personName);
  return name.ok && mixesAlphabets(name.value) ? { ok: false, reason: 'two_alphabets' } : name;
}

/** A personal message in an invitation: several lines. May be empty. A link in it is made inert by the mail, not refused. */
export const messageSchema = parsedText('message', parseMessage);

function parseName(input: string, maximum: number): Parsed<NameProblem> {
  if (input.length > 4 * maximum) return { ok: false, reason: 'too_long', values: { maximum } };
  const name = input.normalize('NFC').replace(/ {2,}/g, ' ').trim();
  if (name === '') return { ok: false, reason: 'empty' };
  // Asked of the input: trim takes line breaks away.
  if (hasControlCharacter(input)) return { ok: false, reason: 'control_character' };
  if ([...name].length > maximum) return { ok: false, reason: 'too_long', values: { maximum } };
  if (!/[\p{L}\p{N}]/u.test(name)) return { ok: false, reason: 'no_letter' };
  if (holdsLink(name)) return { ok: false, reason: 'link' };
  return { ok: true, value: name };
}

function parseMessage(input: string): Parsed<MessageProblem> {
  const maximum = textLimits.message;
  if (input.length > 4 * maximum) return { ok: false, reason: 'too_long', values: { maximum } };
  const message = input.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\t', ' ').trim();
  if (hasControlCharacter(message.replaceAll('\n', ' '))) return { ok: false, reason: 'control_character' };
  if ([...message].length > maximum) return { ok: false, reason: 'too_long', values: { maximum } };
  return { ok: true, value: message };
}

/**
 * Control characters, line and paragraph separators, half surrogates, and the invisible characters (Cf) that can
 * reorder or hide text. The joiners of Persian and Indic words (and emoji) and the two directional marks stay.
 */
export function hasControlCharacter(text: string): boolean {
  const visible = text.replace(/[\u200C-\u200F]/g, '');
  return !text.isWellFormed() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(visible);
}

// Those whose letters are drawn alike. Chinese, Japanese and Korean write several at once, and none of these within a word.
const alphabets = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

/** Whether a word has letters of two alphabets, as the `а` of Cyrillic in `pаul`: nobody is called so (Unicode TS 39, 5.2). */
function mixesAlphabets(name: string): boolean {
  const words = name.split(/[^\p{L}\p{Mark}]+/u);
  return words.some((word) => alphabets.filter((alphabet) => alphabet.test(word)).length > 1);
}

/**
 * What a mail program would turn into a link of its own: a scheme, `www.`, or letters that follow a dot at once
 * (`evil.example`). Read as a browser would (NFKC, other scripts' full stops, without what is invisible).
 */
export function holdsLink(text: string): boolean {
  const read = text
    .normalize('NFKC')
    .replace(/[\u200C-\u200F]|\p{Variation_Selector}/gu, '')
    .replaceAll('。', '.')
    .toLowerCase();
  return read.includes('://') || read.includes('www.') || /[\p{L}\p{N}]\.\p{L}{2}/u.test(read);
}
