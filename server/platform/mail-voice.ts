import type { Text } from './texts.ts';
import { unlinkedName } from './unlinked.ts';

/** How the mails of an organization look. */
export interface MailLook {
  /** `#rrggbb`; null: the product's own. */
  readonly accent: string | null;
  /** In the mail as the picture `cid:logo`; its size in pixels. */
  readonly logo: { readonly width: number; readonly height: number } | null;
}

/** The texts of a mail as its organization says them, and its look. Plain texts are a voice without either. */
export type MailVoice = Text & { readonly look?: MailLook };

interface Own {
  /** By the catalog's key, `mail:invitation.subject`: words with placeholders in braces, as `{inviter}`. */
  readonly words: ReadonlyMap<string, string>;
  /** What `{organization}` says wherever a mail gives no value of that name. */
  readonly organization: string;
  readonly look: MailLook;
}

type Values = Readonly<Record<string, string | number>>;
type Translate = (key: string, values?: Values) => string;

/** A voice that says an organization's own words where it has some, and the catalog's elsewhere. */
export function createMailVoice(t: Text, { words, organization, look }: Own): MailVoice {
  const speak: Translate = (key, values) => {
    const own = words.get(key);
    if (own === undefined) return (t as unknown as Translate)(key, values);
    return fill(own, { organization: unlinkedName(organization), ...values });
  };
  return Object.assign(rememberLast(speak) as unknown as Text, { look });
}

/** Mails that leave together say most of their sentences with the same values, one after the other. */
function rememberLast(speak: Translate): Translate {
  const said = new Map<string, { readonly values: Values | undefined; readonly text: string }>();
  return (key, values) => {
    const last = said.get(key);
    if (last && areSame(last.values, values)) return last.text;
    const text = speak(key, values);
    said.set(key, { values, text });
    return text;
  };
}

function areSame(some: Values | undefined, others: Values | undefined): boolean {
  if (some === others) return true;
  if (some === undefined || others === undefined) return false;
  const names = Object.keys(some);
  return names.length === Object.keys(others).length && names.every((name) => some[name] === others[name]);
}

/**
 * In one pass, so that a value which holds braces stays what it is. The words themselves were refused if they held
 * anything to link; they are made inert all the same (T20).
 */
function fill(words: string, values: Values): string {
  const pieces = words.split(/\{(\w+)\}/);
  return pieces
    .map((piece, index) => (index % 2 === 0 ? inert(piece) : String(values[piece] ?? `{${piece}}`)))
    .join('');
}

function inert(piece: string): string {
  // Blanks at the edges stand between words and values.
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(piece) ?? [];
  return before + unlinkedName(words) + after;
}
