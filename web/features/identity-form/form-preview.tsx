import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../../contract/identities.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { isOwnField } from '../identities/field-draft.ts';
import { IdentitySections } from '../identities/identity-sections.tsx';
import { IdentityStep } from '../identities/identity-step.tsx';
import { StepTitle } from '../identities/step-title.tsx';
import { textIn } from '../identities/text-in.ts';
import { useIdentityDrafts } from '../identities/use-identity-drafts.ts';
import { PrivacyStep } from '../my-data/privacy-step.tsx';
import { WhoSees } from '../my-data/who-sees.tsx';
import type { FormRequest } from './form-request.ts';
import { InLanguage } from './in-language.tsx';

interface FormPreviewProps {
  readonly form: FormRequest;
  readonly language: string;
}

/** The guided steps as the person will see them, in the language that is chosen. Nothing of it is kept. */
export function FormPreview({ form, language }: FormPreviewProps) {
  const { t } = useTranslation('identity-form');
  return (
    <section aria-label={t('preview.title')}>
      <Text c="dimmed" mb="md">
        {t('preview.text')}
      </Text>
      <Panel maw={720}>
        <InLanguage language={language}>
          <Steps form={form} />
        </InLanguage>
      </Panel>
    </section>
  );
}

const nobody: Identity = {
  ...{ id: '', state: 'none', personalCode: null, version: 0, pending: null, alias: null },
  ...{ fields: {}, hidden: [], reasons: {}, returnedBy: null, savedAt: null, savedBy: null, step: null },
  ...{ submittedAt: null, validatedAt: null, hasReviewer: true, inForce: null, asked: null },
};

function Steps({ form }: { readonly form: FormRequest }) {
  const { t, i18n } = useTranslation('my-data');
  const state = useIdentityDrafts(nobody);
  const [at, setAt] = useState(0);
  const own = form.sections
    .map((section) => ({ ...section, fields: section.fields.filter(isOwnField) }))
    .filter(({ fields }) => fields.length > 0);
  const sections = state.alias === null ? own : [];
  const steps = [...(form.allowsAlias ? ['privacy' as const] : []), ...sections, 'review' as const];
  const index = Math.min(at, steps.length - 1);
  const step = steps[index] ?? 'review';
  const after = steps[index + 1];
  const next = () => {
    const required = t('steps.required');
    const isComplete =
      typeof step === 'object' ? state.complete(step, required) : state.completeAlias(required);
    if (isComplete) setAt(index + 1);
  };
  const back = (
    <Button variant="default" onClick={() => setAt(Math.max(0, index - 1))}>
      {t(index === 0 ? 'steps.leave' : 'steps.back')}
    </Button>
  );
  const buttons = (
    <Group mt="lg">
      {back}
      <Button type="submit">
        {t('steps.continue', {
          step: typeof after === 'object' ? textIn(after.label, i18n.language) : t('review.title'),
        })}
      </Button>
    </Group>
  );
  const head = { step: index + 1, steps: steps.length, kept: undefined, order: 2 as const };
  if (own.length === 0) return <EmptyState title={t('review.title')} />;
  if (typeof step === 'object') {
    return (
      <>
        <StepTitle
          {...head}
          title={textIn(step.label, i18n.language)}
          intro={step.hint && textIn(step.hint, i18n.language)}
        />
        <IdentityStep key={step.key} sections={[step]} state={state} onContinue={next}>
          <WhoSees section={step} />
          {buttons}
        </IdentityStep>
      </>
    );
  }
  return (
    <>
      <StepTitle {...head} title={t(`${step}.title`)} intro={t(`${step}.intro`)} />
      {step === 'privacy' ? (
        <PrivacyStep state={state} allowsAlias reason={undefined} onContinue={next}>
          {buttons}
        </PrivacyStep>
      ) : (
        <>
          <IdentitySections level={3} sections={sections} values={state.drafts} />
          <Group mt="lg">{back}</Group>
        </>
      )}
    </>
  );
}
