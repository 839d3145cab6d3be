import { parsedText, type Parsed } from './parsed-text.ts';
import { transliterate } from './transliterate.ts';

/** Why an organization's address part is refused. Texts: `slug.<reason>` in `locales/<language>/errors.json`. */
export const slugProblems = ['empty', 'too_short', 'too_long', 'characters', 'edges'] as const;
export type SlugProblem = (typeof slugProblems)[number];

/** The longest is a DNS label's, should an organization ever get a host name of its own. */
export const slugLimits = { shortest: 2, longest: 63 } as const;

/**
 * An organization's part of the address, `/o/{slug}/`: 2–63 of `a-z 0-9 -`, no hyphen at an end and no two together
 * (`xn--` would be punycode). Capitals are lowered. No name is reserved: nothing else stands below `/o/`.
 */
export const slugSchema = parsedText('slug', parseSlug);

/** An address part for a name; valid for any input, though not always telling: where nothing is left, `organization`. */
export function deriveSlug(name: string): string {
  const slug = cutAtWord(transliterate(name).replace(/[._]/g, '-'));
  return slug.length >= slugLimits.shortest ? slug : [slug, 'organization'].filter(Boolean).join('-');
}

function parseSlug(input: string): Parsed<SlugProblem> {
  const { shortest, longest } = slugLimits;
  if (input.length > 1000) return { ok: false, reason: 'too_long', values: { maximum: longest } };
  const typed = input.trim();
  if (typed === '') return { ok: false, reason: 'empty' };
  if (!/^[a-zA-Z0-9-]+$/.test(typed)) return { ok: false, reason: 'characters' };
  if (typed.length < shortest) return { ok: false, reason: 'too_short', values: { minimum: shortest } };
  if (typed.length > longest) return { ok: false, reason: 'too_long', values: { maximum: longest } };
  if (/^-|-$|--/.test(typed)) return { ok: false, reason: 'edges' };
  return { ok: true, value: typed.toLowerCase() };
}

/** A long name ends at a word's end where one is near. */
function cutAtWord(slug: string): string {
  if (slug.length <= slugLimits.longest) return slug;
  const cut = slug.slice(0, slugLimits.longest + 1);
  const end = cut.lastIndexOf('-');
  return cut.slice(0, end > slugLimits.longest / 2 ? end : slugLimits.longest);
}
