import { useTranslation } from 'react-i18next';
import type { FormSection, IdentityForm } from '../../../contract/identity-form.ts';
import { may, useSession } from '../../shell/session.ts';
import type { Step } from '../../ui/steps.tsx';
import { isOperatorField } from '../identities/field-draft.ts';
import { textIn } from '../identities/text-in.ts';

interface Progress {
  readonly current: string;
  /** How far one got: the place of the last step that was seen. */
  readonly reached: number;
  /** Steps that still miss something. */
  readonly missing: readonly string[];
}

/** The steps of registering someone's identity: whom, the sections of the form that are the operator's, all of it. */
export function useFlowSteps(form: IdentityForm | undefined) {
  const { t, i18n } = useTranslation('register-identity');
  const session = useSession();
  const sections = (form?.sections ?? [])
    .map((section): FormSection => ({ ...section, fields: section.fields.filter(isOperatorField) }))
    .filter(({ fields }) => fields.length > 0);
  const named = [
    { key: 'person', label: t('step.person') },
    ...sections.map(({ key, label }) => ({ key, label: textIn(label, i18n.language) })),
    { key: 'review', label: t('step.review') },
  ];
  const stepsOf = ({ current, reached, missing }: Progress): Step[] =>
    named.map((step, place) => ({
      ...step,
      done: place < reached && step.key !== 'review' && !missing.includes(step.key),
      open: place <= reached && step.key !== current,
    }));
  // Who registers identities may have no right to the page above.
  const parents = may(session, 'user-registration:access')
    ? [{ label: t('parent'), to: '/user-registration' }]
    : [];
  return { sections, stepsOf, parents };
}
