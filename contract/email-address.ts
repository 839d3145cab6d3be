import { parsedText } from './parsed-text.ts';

/** Why an email address is refused. Texts: `email.<reason>` in `locales/<language>/errors.json`. */
export const emailProblems = [
  'empty',
  'too_long',
  'control_character',
  'several',
  'decorated',
  'blank_inside',
  'no_at',
  'local_part_missing',
  'local_part_too_long',
  'local_part_characters',
  'local_part_dots',
  'encoded_word',
  'domain_missing',
  'domain_incomplete',
  'domain_not_valid',
  'ip_address',
] as const;
export type EmailProblem = (typeof emailProblems)[number];

/** RFC 5321 4.5.3.1: octets of a local part, and of a path less its angle brackets. */
export const emailLimits = { localPart: 64, whole: 254 } as const;

/** Beyond this nothing is looked at: room for an address within blanks, and a bound for every expression below. */
const longestInput = 1000;

export type ParsedEmailAddress =
  | {
      readonly ok: true;
      /** What is stored, shown and mailed: as typed without outer blanks, a non-ASCII domain in its ASCII form. */
      readonly address: string;
      /** What is compared and unique: the address in lower case, the domain as DNS knows it. Idempotent. */
      readonly canonical: string;
    }
  | { readonly ok: false; readonly reason: EmailProblem; readonly values?: Readonly<Record<string, number>> };

/**
 * One plain address (RFC 5321's Mailbox with a Dot-string and a Domain, nothing else; P25, T14, T17, T45, T46).
 *
 * The local part is ASCII and is never mapped: a dotless i or a full-width letter is refused, not folded, so that no
 * two mailboxes share a canonical form but those that differ in ASCII case. The domain goes through IDNA (UTS 46, by
 * the URL parser), and the mapped form is the one that is stored: SMTP and our rules read the same characters.
 */
export function parseEmailAddress(input: string): ParsedEmailAddress {
  if (input.length > longestInput) return tooLong;
  const isPlain = plain.test(input);
  // Asked of the input: trim takes line breaks and tabs away.
  if (!isPlain && hasControlCharacter(input)) return { ok: false, reason: 'control_character' };
  const typed = input.trim();
  if (typed.length > emailLimits.whole) return tooLong;
  const problem = isPlain ? undefined : findShapeProblem(typed);
  if (problem) return { ok: false, reason: problem };
  const at = typed.indexOf('@');
  const localPart = typed.slice(0, at);
  const localProblem =
    isPlain && localPart.length <= emailLimits.localPart ? undefined : findLocalPartProblem(localPart);
  if (localProblem === 'local_part_too_long') {
    return { ok: false, reason: localProblem, values: { maximum: emailLimits.localPart } };
  }
  if (localProblem) return { ok: false, reason: localProblem };
  const domain = parseDomain(typed.slice(at + 1));
  if (!domain.ok) return domain;
  const address = `${localPart}@${domain.kept}`;
  if (address.length > emailLimits.whole) return tooLong;
  return { ok: true, address, canonical: `${localPart.toLowerCase()}@${domain.ascii}` };
}

/** An address in a request: the output is the address as it is stored. */
export const emailAddressSchema = parsedText('email', (input) => {
  const parsed = parseEmailAddress(input);
  return parsed.ok ? { ok: true, value: parsed.address } : parsed;
});

/** What stands behind the @ of addresses, also typed with it: the output is as DNS knows it. */
export const emailDomainSchema = parsedText('email', (input) => {
  const parsed = parseEmailAddress(`x@${input.trim().replace(/^@/, '')}`);
  return parsed.ok ? { ok: true, value: parsed.canonical.slice(2) } : parsed;
});

const tooLong = { ok: false, reason: 'too_long', values: { maximum: emailLimits.whole } } as const;

// Nearly all are: one look says that nothing is wrong with them but, maybe, a length or the domain. An import asks several
// times of each row.
const plain = /^[\w%+-]+(?:\.[\w%+-]+)*@[a-z\d.-]+$/i;

/** Invisible characters (Cf) too: what can't be seen can't be compared by eye. */
function hasControlCharacter(text: string): boolean {
  return !text.isWellFormed() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

function findShapeProblem(typed: string): EmailProblem | undefined {
  if (typed === '') return 'empty';
  if (/[,;]/.test(typed) || typed.indexOf('@') !== typed.lastIndexOf('@')) return 'several';
  if (/@\[/.test(typed)) return 'ip_address';
  if (/["()<>[\]\\]/.test(typed)) return 'decorated';
  if (/\s/.test(typed)) return 'blank_inside';
  return typed.includes('@') ? undefined : 'no_at';
}

function findLocalPartProblem(localPart: string): EmailProblem | undefined {
  if (localPart === '') return 'local_part_missing';
  if (localPart.length > emailLimits.localPart) return 'local_part_too_long';
  // RFC 2047: made of characters that an atom may hold, but some programs decode it into another address.
  if (/=\?[^?]*\?[bq]\?|=\?.*\?=/i.test(localPart)) return 'encoded_word';
  if (!/^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(localPart)) return 'local_part_characters';
  if (localPart.split('.').includes('')) return 'local_part_dots';
  return undefined;
}

type ParsedDomain =
  | { readonly ok: true; readonly kept: string; readonly ascii: string }
  | { readonly ok: false; readonly reason: EmailProblem };

// A list of people has few domains; reading one costs more than all the rest of an address.
const read = new Map<string, ParsedDomain>();
const mostRead = 1000;

function parseDomain(typed: string): ParsedDomain {
  const known = read.get(typed);
  if (known) return known;
  if (read.size >= mostRead) read.clear();
  const domain = readDomain(typed);
  read.set(typed, domain);
  return domain;
}

function readDomain(typed: string): ParsedDomain {
  if (typed === '') return { ok: false, reason: 'domain_missing' };
  if (endsInNumber(typed)) return { ok: false, reason: 'ip_address' };
  const ascii = toAsciiDomain(typed);
  if (ascii === undefined) return { ok: false, reason: 'domain_not_valid' };
  // Full-width digits are digits only now.
  if (endsInNumber(ascii)) return { ok: false, reason: 'ip_address' };
  const labels = ascii.split('.');
  if (ascii.length > 253 || !labels.every(isHostLabel)) return { ok: false, reason: 'domain_not_valid' };
  if (labels.length < 2 || (labels.at(-1) ?? '').length < 2)
    return { ok: false, reason: 'domain_incomplete' };
  // Compared without toLowerCase: the Kelvin sign would pass for a k.
  const isAscii = /^[a-zA-Z0-9.-]+$/.test(typed);
  return { ok: true, kept: isAscii ? typed : ascii, ascii };
}

/** UTS 46 by the one parser that browsers and Node share. */
function toAsciiDomain(typed: string): string | undefined {
  // ASCII that a URL would read as something else: a port, a path, a user, an escape.
  if (!/^[a-zA-Z0-9.\u0080-\u{10FFFF}-]+$/u.test(typed)) return undefined;
  try {
    return new URL(`http://${typed}`).hostname;
  } catch {
    return undefined;
  }
}

/** The URL standard's test for "this host is an IPv4 address", 0x7f.1 and 2130706433 included. */
function endsInNumber(domain: string): boolean {
  return /^(?:\d+|0x[\da-f]*)$/i.test(domain.split('.').at(-1) ?? '');
}

function isHostLabel(label: string): boolean {
  return label.length <= 63 && /^[a-z0-9-]+$/.test(label) && !label.startsWith('-') && !label.endsWith('-');
}
