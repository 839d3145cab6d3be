import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import { type Identity, saveMyIdentity } from '../../../contract/identities.ts';
import type { IdentityForm } from '../../../contract/identity-form.ts';
import { call } from '../../api.ts';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { isOwnField } from '../identities/field-draft.ts';
import { IdentityStep } from '../identities/identity-step.tsx';
import { myIdentityQuery } from '../identities/identity-queries.ts';
import { StepHead } from '../identities/step-head.tsx';
import { stepToBegin } from '../identities/step-to-begin.ts';
import { textIn } from '../identities/text-in.ts';
import { useIdentityDrafts } from '../identities/use-identity-drafts.ts';
import { MyIdentityReview } from './my-identity-review.tsx';
import { privacyStep, reviewStep } from './own-steps.ts';
import { PrivacyStep } from './privacy-step.tsx';
import { ReturnedNotice } from './returned-notice.tsx';
import { UpdateNotice } from './update-notice.tsx';
import { WhoSees } from './who-sees.tsx';

interface MyIdentityStepsProps {
  readonly form: IdentityForm;
  readonly identity: Identity;
  readonly onReload: () => Promise<void>;
}

/** A step per section, each kept when it is left; then all of it on one page, and the button that hands it in. */
export function MyIdentitySteps({ form, identity, onReload }: MyIdentityStepsProps) {
  const { t, i18n } = useTranslation('my-data');
  const { time } = useWhen();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { step: asked } = useSearch({ from: '/my-data/identity' });
  const state = useIdentityDrafts(identity);
  // What is in force or was handed in is no draft that is kept.
  const isDraft = (identity.pending?.state ?? identity.state) === 'draft';
  const [keptAt, setKeptAt] = useState(isDraft ? identity.savedAt : null);

  const own = form.sections
    .map((section) => ({ ...section, fields: section.fields.filter(isOwnField) }))
    .filter(({ fields }) => fields.length > 0);
  // An alias stands for all of it.
  const sections = state.alias === null ? own : [];
  const asksPrivacy = form.allowsAlias || identity.alias !== null || state.alias !== null;
  const steps = [...(asksPrivacy ? [privacyStep] : []), ...sections.map(({ key }) => key), reviewStep];
  // Where one began stays so: whoever goes back in the browser comes there.
  const [begin] = useState(() => stepToBegin(identity, sections));
  const index = Math.max(0, steps.indexOf(asked ?? begin ?? ''));
  const step = steps[index] ?? reviewStep;
  const section = sections.find(({ key }) => key === step);
  const go = (to: number) =>
    void navigate({ to: '/my-data/identity', search: { step: steps[to] ?? reviewStep } });

  const keep = async (to: number) => {
    const after = steps[Math.max(0, to)] ?? reviewStep;
    const kept = await state.keep(section ?? { fields: [] }, (body) =>
      call(saveMyIdentity, { body: { ...body, step: after } }),
    );
    if (!kept) return false;
    setKeptAt(kept.savedAt);
    queries.setQueryData(myIdentityQuery.queryKey, kept);
    return true;
  };
  const next = async () => {
    const required = t('steps.required');
    if (!(section ? state.complete(section, required) : state.completeAlias(required))) return;
    if (await keep(index + 1)) go(index + 1);
  };
  const back = async () => {
    if (!(await keep(index - 1))) return;
    if (index === 0) await navigate({ to: '/my-data' });
    else go(index - 1);
  };
  const stale = state.problem instanceof ApiProblem && state.problem.problem.code === 'stale_version';
  const head = { step: index + 1, steps: steps.length, kept: keptAt ? time(keptAt) : undefined };
  const shown = stale ? { ...state, problem: null } : state;
  const following = sections.find(({ key }) => key === steps[index + 1]);
  const buttons = (
    <Group mt="lg">
      <Button variant="default" onClick={() => void back()}>
        {t(index === 0 ? 'steps.leave' : 'steps.back')}
      </Button>
      <Button type="submit" loading={state.sending}>
        {t('steps.continue', {
          step: following ? textIn(following.label, i18n.language) : t('review.title'),
        })}
      </Button>
    </Group>
  );
  return (
    <div style={{ maxInlineSize: 660 }}>
      <StepHead
        {...head}
        title={section ? textIn(section.label, i18n.language) : t(`${ownStep(step)}.title`)}
        intro={section ? section.hint && textIn(section.hint, i18n.language) : t(`${ownStep(step)}.intro`)}
      />
      <ReturnedNotice form={form} identity={identity} />
      <UpdateNotice form={form} identity={identity} />
      {stale && (
        <StaleNotice
          title={t('steps.stale.title')}
          text={t('steps.stale.text')}
          reload={t('steps.stale.reload')}
          onReload={() => void onReload()}
        />
      )}
      {step === privacyStep && (
        <PrivacyStep
          state={shown}
          allowsAlias={form.allowsAlias}
          reason={identity.reasons['alias']}
          onContinue={() => void next()}
        >
          {buttons}
        </PrivacyStep>
      )}
      {section && (
        <IdentityStep
          key={section.key}
          sections={[section]}
          state={shown}
          reasons={identity.reasons}
          onContinue={() => void next()}
        >
          <WhoSees section={section} />
          {buttons}
        </IdentityStep>
      )}
      {step === reviewStep && <MyIdentityReview sections={own} state={state} onBack={() => void back()} />}
    </div>
  );
}

const ownStep = (step: string) => (step === privacyStep ? 'privacy' : 'review');
