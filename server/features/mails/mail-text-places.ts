import { mailTextFields } from '../../../contract/mail-texts.ts';
import type { MailTextField, Placeholders } from '../../../contract/mail-texts.ts';
import type { Text } from '../../platform/texts.ts';
import type { MailKind } from '../../../contract/mail-kinds.ts';

/** One part of a mail that can be said in other words. */
export interface MailTextPlace extends Placeholders {
  readonly field: MailTextField;
  /** In the catalog: `mail:invitation.intro`. */
  readonly key: string;
  /** The catalog's words, placeholders in single braces. */
  readonly standard: string;
}

/** What a mail gives to all its parts, beyond the placeholders that the catalog's words hold. */
const alsoGiven: Readonly<Partial<Record<MailKind, readonly string[]>>> = {
  invitation: ['inviter', 'until'],
};

/** Mails that share a group of the catalog: where their body stands in it. */
const sharedGroups: Readonly<Partial<Record<MailKind, { readonly group: string; readonly body: string }>>> = {
  email_change_old: { group: 'emailChange', body: 'old.intro' },
  email_change_new: { group: 'emailChange', body: 'new.intro' },
};

/**
 * The parts of a mail in one language, found in its catalog: a group named after the kind holds them. The
 * organization's name may stand anywhere but on a button, and what the catalog's body says must be said by another.
 */
export function mailTextPlaces(t: Text, kind: MailKind): readonly MailTextPlace[] {
  const own = {
    group: kind.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    body: 'intro',
  };
  const { group, body } = sharedGroups[kind] ?? own;
  return mailTextFields.flatMap((field) => {
    const key = `mail:${group}.${field === 'body' ? body : field}`;
    const [written, ...others] = wordsAt(t, key);
    if (written === undefined) return [];
    const standard = written.replaceAll(/\{\{(\w+)\}\}/g, '{$1}');
    const held = placeholdersOf(written);
    const heldByAll = held.filter((name) => others.every((other) => placeholdersOf(other).includes(name)));
    const given = field === 'button' ? [] : ['organization', ...(alsoGiven[kind] ?? [])];
    return {
      field,
      key,
      standard,
      allowed: [...new Set([...given, ...held])],
      required: field === 'body' ? [...new Set(heldByAll)] : [],
    };
  });
}

/**
 * As they stand in the catalog, unfilled: once, or in a form for each number, the one for many first. Empty where a
 * mail has no such part. Own words are one sentence for every number.
 */
function wordsAt(t: Text, key: string): readonly string[] {
  const say = t as unknown as (key: string, options: object) => string;
  const forms = [2, 1].map((count) => say(key, { count, skipInterpolation: true }));
  // i18next answers an unknown key with its name.
  return [...new Set(forms)].filter((words) => words !== key.slice(key.indexOf(':') + 1) && words !== key);
}

function placeholdersOf(words: string): readonly string[] {
  return [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
}
