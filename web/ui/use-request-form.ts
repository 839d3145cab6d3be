import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { ApiProblem } from '../../contract/client.ts';
import { draftToRequest } from './draft-to-request.ts';
import { loadTexts } from '../texts.ts';
import { fieldErrors } from './field-errors.ts';
import { focusFirst } from './focus-first.ts';
import type { Draft } from './use-draft.ts';

type Leaf = string | number | boolean | null | undefined | readonly unknown[];

/** The dotted paths of the leaves of a request: `account.email`. */
type PathOf<T> = {
  [K in keyof T & string]-?: NonNullable<T[K]> extends Leaf ? K : `${K}.${PathOf<NonNullable<T[K]>>}`;
}[keyof T & string];

/** What a form holds while it is filled in: text where the request may have nothing. */
type DraftOf<T> = {
  [K in keyof T]: NonNullable<T[K]> extends Leaf ? T[K] : DraftOf<NonNullable<T[K]>>;
};

interface FormOptions<S extends z.ZodObject> {
  /** The request's own schema in the contract: what the server will ask, asked before. */
  readonly schema: S;
  readonly start: DraftOf<z.input<S>>;
  /** Keeps what is typed until it is sent; `start` is then the draft's. */
  readonly draft?: Draft<DraftOf<z.input<S>>>;
  /** What was refused of it elsewhere, by path: it stands at its fields from the start. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Sends the request; what it throws is shown. */
  readonly send: (request: z.input<S>) => Promise<void>;
}

export interface RequestForm<S extends z.ZodObject> {
  readonly values: DraftOf<z.input<S>>;
  readonly errors: Readonly<Record<string, string>>;
  /** Why the last sending failed, where no single field is the reason. */
  readonly problem: unknown;
  readonly sending: boolean;
  /** Counts the refused submits, so that the same announcement is spoken again. */
  readonly refusals: number;
  /** Name, value, error and onChange of a text field. */
  readonly field: (path: PathOf<z.input<S>>) => {
    name: string;
    value: string;
    error: string | undefined;
    onChange: (value: string) => void;
  };
  readonly set: (path: PathOf<z.input<S>>, value: Leaf) => void;
  readonly submit: (form: HTMLFormElement) => Promise<void>;
}

/**
 * A form is a request schema and what sends it. The button is never disabled: pressing it validates by the
 * schema, and the first field with a problem gets the focus, be it found here or by the server.
 */
export function useRequestForm<S extends z.ZodObject>({
  schema,
  start,
  draft,
  refused: refusedElsewhere = {},
  send,
}: FormOptions<S>): RequestForm<S> {
  const [values, setValues] = useState(start);
  const [errors, setErrors] = useState<Record<string, string>>(refusedElsewhere);
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const busy = useRef(false);
  const refused = useRef<{ form: HTMLFormElement; paths: readonly string[] }>(null);

  // After React has drawn the errors, so that the reader hears them with the field.
  useEffect(() => {
    if (refused.current) focusFirst(refused.current.form, refused.current.paths);
  }, [refusals]);

  const begun = useRef(values);
  const keep = draft?.keep;
  useEffect(() => {
    if (values !== begun.current) keep?.(values);
  }, [values, keep]);

  const refuse = (form: HTMLFormElement, found: Record<string, string>, reason: unknown) => {
    refused.current = { form, paths: Object.keys(found) };
    setErrors(found);
    setProblem(reason);
    setRefusals((count) => count + 1);
  };

  const set = (path: string, value: Leaf) => {
    // The entrance comes without them: whoever fills in a form may need them soon.
    void loadTexts('errors');
    setValues((old) => withValue(old, path.split('.'), value) as typeof old);
    setErrors(({ [path]: _, ...others }) => others);
  };

  const submit = async (form: HTMLFormElement) => {
    if (busy.current) return;
    const request = draftToRequest(schema, values);
    const parsed = schema.safeParse(request);
    if (!parsed.success) {
      await loadTexts('errors');
      return refuse(form, fieldErrors(parsed.error.issues), null);
    }
    busy.current = true;
    setSending(true);
    setErrors({});
    setProblem(null);
    try {
      await send(request as z.input<S>);
      draft?.forget();
    } catch (error) {
      const fields = error instanceof ApiProblem ? (error.problem.fields ?? {}) : {};
      const found = Object.fromEntries(
        Object.entries(fields).map(([path, problems]) => [
          path,
          problems.map((one) => one.message).join(' '),
        ]),
      );
      // A refusal of a field that this form doesn't show must not vanish.
      const shown = Object.keys(found).some((path) => inputOf(form, path));
      refuse(form, found, shown ? null : error);
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  return {
    values,
    errors,
    problem,
    sending,
    refusals,
    set,
    submit,
    field: (path) => ({
      name: path,
      value: textOf(valueAt(values, path.split('.'))),
      error: errors[path],
      onChange: (value) => set(path, value),
    }),
  };
}

function inputOf(form: HTMLFormElement, path: string): Element | null {
  return form.querySelector(`[name="${CSS.escape(path)}"]`);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  return valueAt((value as Record<string, unknown>)[key], rest);
}

function withValue(value: unknown, path: readonly string[], leaf: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  const old = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return { ...old, [key]: withValue(old[key], rest, leaf) };
}
