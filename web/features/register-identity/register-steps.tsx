import { Button, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { type getIdentity, type Identity, saveIdentity } from '../../../contract/identities.ts';
import type { FormSection, IdentityForm } from '../../../contract/identity-form.ts';
import { call } from '../../api.ts';
import { useWhen } from '../../ui/use-when.ts';
import { isEmpty } from '../identities/field-draft.ts';
import { FlowButtons } from '../identities/flow-buttons.tsx';
import { FlowLayout } from '../identities/flow-layout.tsx';
import { IdentityStep } from '../identities/identity-step.tsx';
import { stepToBegin } from '../identities/step-to-begin.ts';
import { textIn } from '../identities/text-in.ts';
import { useIdentityDrafts } from '../identities/use-identity-drafts.ts';
import { FlowNotice } from './flow-notice.tsx';
import { RegisterAside } from './register-aside.tsx';
import { RegisterReview } from './register-review.tsx';
import { useFlowSteps } from './use-flow-steps.ts';

export type IdentityOfPerson = ResponseOf<typeof getIdentity>;

interface RegisterStepsProps {
  readonly form: IdentityForm;
  readonly identity: IdentityOfPerson;
  readonly onReload: () => Promise<void>;
  readonly onRegistered: (identity: Identity) => Promise<void>;
}

/** A step per section of the form, each kept when it is left; then all of it on one page, and the last button. */
export function RegisterSteps({ form, identity, onReload, onRegistered }: RegisterStepsProps) {
  const { t, i18n } = useTranslation('register-identity');
  const { time } = useWhen();
  const navigate = useNavigate();
  const { id, person, hidden } = identity;
  const { step: asked } = useSearch({ from: '/user-registration/existing/$id' });
  const state = useIdentityDrafts(identity);
  const [keptAt, setKeptAt] = useState(identity.savedAt);
  const { sections, stepsOf, parents } = useFlowSteps(form);

  const keys = [...sections.map(({ key }) => key), 'review'];
  // Where one began stays so: whoever goes back in the browser comes there.
  const [begin] = useState(() => Math.max(0, keys.indexOf(stepToBegin(identity, sections) ?? '')));
  const index = asked === undefined ? begin : Math.max(0, keys.indexOf(asked));
  const current = keys[index] ?? 'review';
  const section = sections[index];
  // What was begun before can be looked at anywhere; the first time one goes step by step.
  const [furthest, setFurthest] = useState(identity.version > 0 ? keys.length : index + 1);
  if (index + 1 > furthest) setFurthest(index + 1);
  const go = (key: string) =>
    void navigate({ to: '/user-registration/existing/$id', params: { id }, search: { step: key } });
  const missesSomething = ({ fields }: FormSection) =>
    fields.some(({ key, required }) => required && isEmpty(state.drafts[key]) && !hidden.includes(key));
  const missing = sections.filter(missesSomething).map(({ key }) => key);

  const keep = async (to: string) => {
    // Whoever leaves the steps does so here.
    const step = to === 'person' ? current : to;
    const kept = await state.keep(section ?? { fields: [] }, ({ version, fields }) =>
      call(saveIdentity, { params: { id }, body: { version, fields, step } }),
    );
    if (kept) setKeptAt(kept.savedAt);
    return kept !== undefined;
  };
  const leaveTo = async (key: string) => {
    if (!(await keep(key))) return;
    if (key === 'person') await navigate({ to: '/user-registration/existing' });
    else go(key);
  };
  const next = async () => {
    if (section && !state.complete(section, t('required'))) return;
    const to = keys[index + 1] ?? 'review';
    if (await keep(to)) go(to);
  };

  const title = useRef<HTMLHeadingElement>(null);
  const shownBefore = useRef(current);
  // A reader hears which step it is; the page itself stays.
  useEffect(() => {
    if (shownBefore.current !== current) title.current?.focus();
    shownBefore.current = current;
  }, [current]);

  const isStale = state.problem instanceof ApiProblem && state.problem.problem.code === 'stale_version';
  const shown = isStale ? { ...state, problem: null } : state;
  const back = () => void leaveTo(keys[index - 1] ?? 'person');
  const after = sections[index + 1];
  return (
    <FlowLayout
      title={t('title')}
      parents={parents}
      steps={stepsOf({ current, reached: furthest, missing })}
      current={current}
      onGo={(key) => void leaveTo(key)}
      kept={keptAt ? time(keptAt) : undefined}
      onFinishLater={() => void leaveTo('person')}
      aside={
        <RegisterAside
          person={person}
          state={state}
          isComplete={missing.length === 0 && furthest >= keys.length}
        />
      }
    >
      <FlowNotice
        identity={identity}
        form={form}
        isBegin={index === begin}
        isStale={isStale}
        onReload={() => void onReload()}
      />
      <Title order={2} ref={title} tabIndex={-1} style={{ outline: 'none' }} mb={section ? 0 : 'lg'}>
        {section ? textIn(section.label, i18n.language) : t('review.title')}
      </Title>
      {section && (
        <>
          <Text c="dimmed" mt={2} mb="lg">
            {section.hint && textIn(section.hint, i18n.language)}
          </Text>
          <IdentityStep
            key={section.key}
            sections={[section]}
            state={shown}
            reasons={identity.reasons}
            hidden={hidden}
            onContinue={() => void next()}
          >
            <FlowButtons>
              <Button variant="default" onClick={back}>
                {t('back')}
              </Button>
              <Button type="submit" loading={state.sending}>
                {t('continue', { step: after ? textIn(after.label, i18n.language) : t('step.review') })}
              </Button>
            </FlowButtons>
          </IdentityStep>
        </>
      )}
      {!section && (
        <RegisterReview
          identity={identity}
          sections={sections}
          state={shown}
          onBack={back}
          onEdit={go}
          onRegistered={onRegistered}
        />
      )}
    </FlowLayout>
  );
}
