import { parseEmailAddress } from '../../../contract/email-address.ts';
import type { ParsedEmailAddress } from '../../../contract/email-address.ts';
import { suggestDomain } from '../../../contract/typo-in-domain.ts';
import type { RowProblem } from './row-problem.ts';

/** Why an address is refused, and what was probably meant. */
export function emailProblem(
  typed: string,
  { reason, values }: Extract<ParsedEmailAddress, { ok: false }>,
): RowProblem {
  const suggestion = [inner, withoutBlanks, withOneAt]
    .map((mend) => mend(typed.slice(0, 1000)))
    .find((mended) => parseEmailAddress(mended).ok);
  return {
    field: 'email',
    code: `email.${reason}`,
    ...(values && { values }),
    severity: 'error',
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** `Anna Rossi <anna@x.org>`, `mailto:anna@x.org`, `"anna@x.org"`, `anna@x.org;` */
function inner(typed: string): string {
  const bracketed = typed.slice(typed.lastIndexOf('<') + 1).split('>', 1)[0] ?? '';
  const text = typed.includes('<') ? bracketed : typed;
  return text
    .trim()
    .replace(/^mailto:/i, '')
    .replaceAll(/^["'(\s]+|["'),;.\s]+$/g, '');
}

/** Blanks and what can't be seen. */
function withoutBlanks(typed: string): string {
  return inner(typed)
    .replaceAll(/[\s\p{Cf}\p{Cc}]/gu, '')
    .replaceAll(',', '.');
}

function withOneAt(typed: string): string {
  return withoutBlanks(typed).replace(/\(at\)|\[at\]|@@+/i, '@');
}

// A list of an organization has few domains; one that has many is looked through once for each.
const judged = new Map<string, string | undefined>();
const mostJudged = 10_000;

/** The address with the well-known domain that its own looks like a slip of. */
export function mistyped(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  if (!judged.has(domain)) {
    if (judged.size >= mostJudged) judged.clear();
    judged.set(domain, suggestDomain(address));
  }
  const better = judged.get(domain);
  return better === undefined ? undefined : `${address.slice(0, at)}@${better}`;
}
