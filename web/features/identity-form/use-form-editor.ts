import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../../contract/client.ts';
import { changeIdentityForm, type FormField, type IdentityForm } from '../../../contract/identity-form.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { loadTexts } from '../../texts.ts';
import { fieldErrors } from '../../ui/field-errors.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { identityFormQuery } from '../identities/identity-queries.ts';
import { editedForm, type EditedForm } from './edited-form.ts';
import { formRequest } from './form-request.ts';
import { placeProblems, wholeForm } from './place-problems.ts';
import { settledForm } from './settled-form.ts';

type Problems = Readonly<Record<string, string>>;

/** The form while it is changed: kept in this tab until it is saved, and saved in the version that was seen. */
export function useFormEditor(given: IdentityForm, language: string) {
  const queries = useQueryClient();
  const { account } = useSession();
  const draft = useDraft(`identity-form ${account.id}`, { version: given.version, form: editedForm(given) });
  const [saved, setSaved] = useState(given);
  const [form, setForm] = useState<EditedForm>(draft.start.form);
  const [problems, setProblems] = useState<Problems>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const [justSaved, setJustSaved] = useState(false);
  const version = useRef(draft.start.version);

  const { keep } = draft;
  const begun = useRef(form);
  useEffect(() => {
    if (form !== begun.current) keep({ version: version.current, form });
  }, [form, keep]);

  const update = (change: (now: EditedForm) => EditedForm) => {
    setForm(change);
    setJustSaved(false);
  };
  /** What stands there is what is saved: nothing of it is a draft. */
  const settle = (next: EditedForm) => {
    begun.current = next;
    setForm(next);
    setProblems({});
    draft.forget();
  };
  const begin = (from: IdentityForm) => {
    version.current = from.version;
    setSaved(from);
    settle(editedForm(from));
    setProblem(null);
  };
  const newest = () => queries.fetchQuery({ ...identityFormQuery, staleTime: 0 });

  /** @returns what is wrong with the form as it stands, by the rules of the contract; nothing is sent */
  const check = async (): Promise<Problems> => {
    const request = formRequest(form, language);
    const { error } = changeIdentityForm.body.safeParse({ version: version.current, ...request });
    if (error) await loadTexts('errors');
    const found = error ? placeProblems(form, fieldErrors(error.issues)) : {};
    setProblems(found);
    return found;
  };
  /** @returns what the server found wrong */
  const save = async (): Promise<Problems> => {
    setSending(true);
    setProblem(null);
    try {
      const body = { version: version.current, ...formRequest(form, language) };
      const after = await call(changeIdentityForm, { body });
      version.current = after.version;
      queries.setQueryData(identityFormQuery.queryKey, after);
      setSaved(after);
      settle(settledForm(form, after));
      setJustSaved(true);
      return {};
    } catch (error) {
      const found = placeProblems(form, messagesOf(error));
      setProblems(found);
      const isPlaced = Object.keys(found).length > 0;
      setProblem(isPlaced ? null : error);
      return isPlaced ? found : { [wholeForm]: '' };
    } finally {
      setSending(false);
    }
  };
  return {
    ...{ form, saved, draft, problems, problem, sending, justSaved, update, check, save },
    unsaved: JSON.stringify(formRequest(form, language)) !== JSON.stringify(sentAs(saved, language)),
    removed: removedFields(saved, form),
    begin: () => begin(saved),
    onTheirs: async () => begin(await newest()),
    /** What was changed here is saved over what someone else did meanwhile. */
    onMine: async () => {
      const theirs = await newest();
      version.current = theirs.version;
      setSaved(theirs);
    },
  };
}

export type FormEditor = ReturnType<typeof useFormEditor>;

const sentAs = (saved: IdentityForm, language: string) => formRequest(editedForm(saved), language);

/** Fields whose data goes when this is saved. */
function removedFields(saved: IdentityForm, { sections }: EditedForm): FormField[] {
  const kept = new Set(sections.flatMap(({ fields }) => fields.map(({ key }) => key)));
  return saved.sections.flatMap(({ fields }) => fields).filter(({ key }) => !kept.has(key));
}

function messagesOf(error: unknown): Problems {
  const fields = error instanceof ApiProblem ? (error.problem.fields ?? {}) : {};
  return Object.fromEntries(
    Object.entries(fields).map(([path, found]) => [path, found.map(({ message }) => message).join(' ')]),
  );
}
