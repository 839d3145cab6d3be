import { Anchor, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { IdentityForm } from '../../../contract/identity-form.ts';
import { registerPerson } from '../../../contract/registration.ts';
import { call } from '../../api.ts';
import { may, useSession } from '../../shell/session.ts';
import { Notice } from '../../ui/notice.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { isOperatorField } from '../identities/field-draft.ts';
import { FlowLayout } from '../identities/flow-layout.tsx';
import { refreshInvitations } from '../invitations/invitation-queries.ts';
import type { Kept } from '../registration/use-account-form.ts';
import { AccountStep } from './account-step.tsx';
import { ApplicationsStep } from './applications-step.tsx';
import { CompleteAside } from './complete-aside.tsx';
import { requestOf, stepKeys } from './flow-values.ts';
import { PersonalStep } from './personal-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { useFlow } from './use-flow.ts';

interface CompleteFlowProps {
  readonly form: IdentityForm;
  readonly kept: Kept;
  readonly onRegistered: (answer: ResponseOf<typeof registerPerson>, next: Kept) => void;
  /** The draft is not wanted: it begins anew. */
  readonly onDiscard: () => void;
}

/** Account, personal information, applications, review: nothing is created or sent before the last button. */
export function CompleteFlow({ form, kept, onRegistered, onDiscard }: CompleteFlowProps) {
  const { t } = useTranslation('complete-registration');
  const { time, moment } = useWhen();
  const navigate = useNavigate();
  const sections = form.sections
    .map((section) => ({ ...section, fields: section.fields.filter(isOperatorField) }))
    .filter((section) => section.fields.length > 0);
  const fields = sections.flatMap((section) => section.fields);
  const flow = useFlow(fields, kept);
  const { draft, values, step, errorsOf } = flow;
  const mayValidate = may(useSession(), 'user-management:can_validate_identity');
  const [validate, setValidate] = useState(mayValidate);
  const [resumedAt] = useState(draft.keptAt);

  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  // A reader hears which step it is, unless a refused field has the focus already.
  useEffect(() => {
    const hasProblem = Object.keys(errorsOf(step)).length > 0;
    if (before.current !== step && !hasProblem) title.current?.focus();
    before.current = step;
  });

  const register = async () => {
    const body = requestOf(values, fields, { upTo: 'review', validate: mayValidate ? validate : undefined });
    const answer = await flow.send(() => call(registerPerson, { body }));
    if (!answer) return;
    draft.forget();
    await refreshInvitations();
    const { message = '', channel } = values.delivery;
    onRegistered(answer, { language: values.account.language ?? '', message, way: channel });
  };
  const discard = () => {
    draft.forget();
    onDiscard();
    flow.go('account');
  };
  return (
    <FlowLayout
      title={t('title')}
      parents={[{ label: t('parent'), to: '/user-registration' }]}
      steps={stepKeys.map((key, place) => ({
        key,
        label: t(`step.${key}`),
        done: place < values.reached && Object.keys(errorsOf(key)).length === 0,
        open: place <= values.reached && key !== step,
      }))}
      current={step}
      onGo={(key) => flow.go(key as typeof step)}
      kept={draft.keptAt ? time(draft.keptAt) : undefined}
      onFinishLater={() => void navigate({ to: '/user-registration' })}
      aside={<CompleteAside flow={flow} mayValidate={mayValidate} />}
    >
      {resumedAt !== null && draft.keptAt !== null && (
        <div style={{ marginBlockEnd: 24 }}>
          <Notice tone="info" title={t('resumed.title', { when: moment(resumedAt) })}>
            {t('resumed.text')}{' '}
            <Anchor component="button" type="button" onClick={discard}>
              {t('resumed.discard')}
            </Anchor>
          </Notice>
        </div>
      )}
      <Title order={2} ref={title} tabIndex={-1} style={{ outline: 'none' }} mb="lg">
        {t(`step.${step}`)}
      </Title>
      {step === 'account' && <AccountStep flow={flow} />}
      {step === 'personal' && <PersonalStep flow={flow} sections={sections} />}
      {step === 'applications' && <ApplicationsStep flow={flow} fields={fields} />}
      {step === 'review' && (
        <ReviewStep
          flow={flow}
          sections={sections}
          validate={validate}
          onValidate={setValidate}
          onRegister={() => void register()}
        />
      )}
    </FlowLayout>
  );
}
