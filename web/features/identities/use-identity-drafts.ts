import { useRef, useState } from 'react';
import type { FieldChanges, Identity } from '../../../contract/identities.ts';
import type { FormSection } from '../../../contract/identity-form.ts';
import { changesOf, type FieldDraft, isEmpty } from './field-draft.ts';
import { fieldProblems, withoutField } from './field-problems.ts';

/** What is sent: the version that was seen, and what differs from it. */
export interface IdentityChanges {
  readonly version: number;
  readonly fields: FieldChanges;
  /** Absent while it stays as it is; null: none any more. */
  readonly alias?: string | null;
}

type Send = (changes: IdentityChanges) => Promise<Identity>;

export interface IdentityDrafts {
  /** Privacy mode: what is given in place of personal data, '' before it is typed; null: personal data is given. */
  readonly alias: string | null;
  readonly changeAlias: (alias: string | null) => void;
  readonly drafts: Readonly<Record<string, FieldDraft>>;
  /** By field, or by line of an address: `home.city`. */
  readonly errors: Readonly<Record<string, string>>;
  /** Why the last sending failed, where no field is the reason. */
  readonly problem: unknown;
  readonly sending: boolean;
  /** Counts the refusals, so that the same one is announced again. */
  readonly refusals: number;
  readonly change: (key: string, draft: FieldDraft) => void;
  /** Sends what was changed in these fields. @returns what is kept now; undefined where it was refused */
  readonly keep: (section: Pick<FormSection, 'fields'>, send: Send) => Promise<Identity | undefined>;
  /** Marks what a step, of fields that may be filled in here, still misses. @returns whether it is complete */
  readonly complete: (section: Pick<FormSection, 'fields'>, required: string) => boolean;
  /** The same of the alias, where one is to be given. */
  readonly completeAlias: (required: string) => boolean;
}

/** What is typed into an identity form until it is kept; nothing typed is lost by a refusal. */
export function useIdentityDrafts(identity: Identity): IdentityDrafts {
  const [drafts, setDrafts] = useState<Readonly<Record<string, FieldDraft>>>(identity.fields);
  const [alias, setAlias] = useState(identity.alias);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const version = useRef(identity.version);

  const refuse = (found: Record<string, string>, reason: unknown) => {
    setErrors(found);
    setProblem(reason);
    setRefusals((count) => count + 1);
  };

  const change = (key: string, draft: FieldDraft) => {
    setDrafts((old) => ({ ...old, [key]: draft }));
    setTouched((old) => new Set(old).add(key));
    setErrors((old) => withoutField(old, key));
  };

  const changeAlias = (next: string | null) => {
    setAlias(next);
    setTouched((old) => new Set(old).add('alias'));
    setErrors((old) => withoutField(old, 'alias'));
  };

  const complete = (section: Pick<FormSection, 'fields'>, required: string) => {
    // What is hidden is there, until it is emptied.
    const isThere = (key: string) => identity.hidden.includes(key) && !touched.has(key);
    const missing = section.fields.filter(
      ({ key, required: isRequired }) => isRequired && isEmpty(drafts[key]) && !isThere(key),
    );
    if (missing.length === 0) return true;
    refuse(Object.fromEntries(missing.map(({ key }) => [key, required])), null);
    return false;
  };

  const completeAlias = (required: string) => {
    if (alias?.trim() !== '') return true;
    refuse({ alias: required }, null);
    return false;
  };

  const keep = async (section: Pick<FormSection, 'fields'>, send: Send) => {
    setSending(true);
    setErrors({});
    setProblem(null);
    try {
      const kept = await send({
        version: version.current,
        fields: changesOf(section, drafts, touched),
        ...(touched.has('alias') && { alias }),
      });
      version.current = kept.version;
      const sent = new Set(['alias', ...section.fields.map(({ key }) => key)]);
      setTouched((old) => old.difference(sent));
      // As it is kept, which is not always as it was typed; what was typed on meanwhile stays.
      const shown = section.fields.filter(({ key }) => !kept.hidden.includes(key));
      setDrafts((old) => {
        const still = shown.filter(({ key }) => old[key] === drafts[key]);
        return { ...old, ...Object.fromEntries(still.map(({ key }) => [key, kept.fields[key] ?? ''])) };
      });
      return kept;
    } catch (error) {
      const found = fieldProblems(error, 'fields.');
      refuse(found, Object.keys(found).length > 0 ? null : error);
      return undefined;
    } finally {
      setSending(false);
    }
  };

  return {
    ...{ drafts, alias, errors, problem, sending, refusals },
    ...{ change, changeAlias, keep, complete, completeAlias },
  };
}
