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
import { textIn } from '../identities/text-in.ts';
import { useIdentityDrafts } from '../identities/use-identity-drafts.ts';
import { MyIdentityReview } from './my-identity-review.tsx';
import { ReturnedNotice } from './returned-notice.tsx';
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
  const [keptAt, setKeptAt] = useState(identity.savedAt);

  const sections = form.sections
    .map((section) => ({ ...section, fields: section.fields.filter(isOwnField) }))
    .filter(({ fields }) => fields.length > 0);
  const steps = [...sections.map(({ key }) => key), 'review'];
  const index = Math.max(0, steps.indexOf(asked ?? ''));
  const section = sections[index];
  const go = (to: number) =>
    void navigate({ to: '/my-data/identity', search: { step: steps[to] ?? 'review' } });

  const keep = async () => {
    if (!section) return true;
    const kept = await state.keep(section, (body) => call(saveMyIdentity, { body }));
    if (!kept) return false;
    setKeptAt(kept.savedAt);
    queries.setQueryData(myIdentityQuery.queryKey, kept);
    return true;
  };
  const next = async () => {
    if (section && !state.complete(section, t('steps.required'))) return;
    if (await keep()) go(index + 1);
  };
  const back = async () => {
    if (!(await keep())) return;
    if (index === 0) await navigate({ to: '/my-data' });
    else go(index - 1);
  };
  const stale = state.problem instanceof ApiProblem && state.problem.problem.code === 'stale_version';
  const head = { step: index + 1, steps: steps.length, kept: keptAt ? time(keptAt) : undefined };
  return (
    <div style={{ maxInlineSize: 660 }}>
      <StepHead
        {...head}
        title={section ? textIn(section.label, i18n.language) : t('review.title')}
        intro={section ? section.hint && textIn(section.hint, i18n.language) : t('review.intro')}
      />
      <ReturnedNotice form={form} identity={identity} />
      {stale && (
        <StaleNotice
          title={t('steps.stale.title')}
          text={t('steps.stale.text')}
          reload={t('steps.stale.reload')}
          onReload={() => void onReload()}
        />
      )}
      {section ? (
        <IdentityStep
          key={section.key}
          section={section}
          state={stale ? { ...state, problem: null } : state}
          onContinue={() => void next()}
        >
          <WhoSees section={section} />
          <Group mt="lg">
            <Button variant="default" onClick={() => void back()}>
              {t(index === 0 ? 'steps.leave' : 'steps.back')}
            </Button>
            <Button type="submit" loading={state.sending}>
              {t('steps.continue', {
                step: sections[index + 1]
                  ? textIn(sections[index + 1]?.label ?? {}, i18n.language)
                  : t('review.title'),
              })}
            </Button>
          </Group>
        </IdentityStep>
      ) : (
        <MyIdentityReview sections={sections} state={state} onBack={() => go(index - 1)} />
      )}
    </div>
  );
}
