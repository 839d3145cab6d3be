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

type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A voice that says an organization's own words where it has some, and the catalog's elsewhere. */
export function createMailVoice(t: Text, { words, organization, look }: Own): MailVoice {
  const speak: Translate = (key, values) => {
    const own = words.get(key);
    if (own === undefined) return (t as unknown as Translate)(key, values);
    return fill(own, { organization: unlinkedName(organization), ...values });
  };
  return Object.assign(speak as unknown as Text, { look });
}

/**
 * In one pass, so that a value which holds braces stays what it is. The words themselves were refused if they held
 * anything to link; they are made inert all the same (T20).
 */
function fill(words: string, values: Readonly<Record<string, string | number>>): string {
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
