import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormField } from '../../../contract/identity-form.ts';
import { useSession } from '../../shell/session.ts';
import { useDraft } from '../../ui/use-draft.ts';
import type { FieldDraft } from '../identities/field-draft.ts';
import { fieldProblems, withoutField } from '../identities/field-problems.ts';
import { type Kept, useEmptyAccount } from '../registration/use-account-form.ts';
import { type FlowValues, type StepKey, stepKeys, stepOf } from './flow-values.ts';

export type Flow = ReturnType<typeof useFlow>;

/** A complete registration while it is typed: kept in this tab, each refused field in its step. */
export function useFlow(fields: readonly FormField[], kept: Kept) {
  const session = useSession();
  const navigate = useNavigate();
  const { step: asked } = useSearch({ from: '/user-registration/complete' });
  const empty = useEmptyAccount(kept);
  const draft = useDraft<FlowValues>(`${session.account.id} complete registration`, {
    ...empty,
    ...{ identity: [], grants: [], username: '', reached: 0 },
  });
  const [values, setValues] = useState(draft.start);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [refusals, setRefusals] = useState(0);
  const [sending, setSending] = useState(false);
  /** Whom the operator said to be other people. */
  const [strangers, setStrangers] = useState<ReadonlySet<string>>(new Set());

  // Stable: a form that tells of each letter is not asked anew because it told.
  const change = useCallback((part: Partial<FlowValues>) => setValues((old) => ({ ...old, ...part })), []);
  const last = useRef(values);
  useEffect(() => {
    if (values === last.current) return;
    last.current = values;
    const sensitive = new Set(fields.filter((field) => field.sensitive).map(({ key }) => key));
    // Numbers of documents and the like are for the server alone to keep.
    draft.keep({ ...values, identity: values.identity.filter(([key]) => !sensitive.has(key)) });
  });
  const changeField = (key: string, typed: FieldDraft) => {
    change({ identity: [...values.identity.filter(([one]) => one !== key), [key, typed]] });
    setErrors((old) => withoutField(old, `identity.fields.${key}`));
  };

  const index = Math.min(values.reached, Math.max(0, stepKeys.indexOf(asked as StepKey)));
  const step = stepKeys[index] ?? 'account';
  const go = (to: StepKey) => void navigate({ to: '/user-registration/complete', search: { step: to } });
  const advance = (from: StepKey, part: Partial<FlowValues> = {}) => {
    const next = stepKeys.indexOf(from) + 1;
    change({ ...part, reached: Math.max(values.reached, next) });
    go(stepKeys[next] ?? 'review');
  };

  /** Each problem stands at its field, and the first step that has one is shown. */
  const refuse = (refused: Readonly<Record<string, string>>, reason: unknown = null) => {
    // A name that was made of a refused address goes with it.
    const isMade = refused['account.email'] !== undefined && values.account.username === '';
    const { 'account.username': _, ...others } = refused;
    const found = isMade ? others : refused;
    setErrors(found);
    setProblem(Object.keys(found).length > 0 ? null : reason);
    setRefusals((count) => count + 1);
    const first = stepKeys.find((key) => Object.keys(found).some((path) => stepOf(path) === key));
    if (first !== undefined && first !== step) go(first);
  };
  /** Sends something of it. @returns undefined where it was refused, which is shown then */
  const send = async <T>(call: () => Promise<T>): Promise<T | undefined> => {
    setSending(true);
    setErrors({});
    setProblem(null);
    try {
      return await call();
    } catch (error) {
      refuse(fieldProblems(error, ''), error);
      return undefined;
    } finally {
      setSending(false);
    }
  };
  const errorsOf = (key: StepKey) =>
    Object.fromEntries(Object.entries(errors).filter(([path]) => stepOf(path) === key));
  return {
    ...{ draft, values, errors, errorsOf, problem, refusals, sending, step, index, strangers },
    ...{ change, changeField, go, advance, refuse, send, setErrors, setProblem, setStrangers },
  };
}
