import { Button, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import { sendingErrors } from '../../../contract/errors.ts';
import type { FormSection } from '../../../contract/identity-form.ts';
import { may, useSession } from '../../shell/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { languageName } from '../../ui/language-name.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import { useWhen } from '../../ui/use-when.ts';
import { FieldValueText } from '../identities/field-value.tsx';
import { isEmpty } from '../identities/field-draft.ts';
import { FlowButtons } from '../identities/flow-buttons.tsx';
import { textIn } from '../identities/text-in.ts';
import { typedName } from '../identities/typed-name.ts';
import { ValidateChoice } from '../identities/validate-choice.tsx';
import type { GrantDraft, StepKey } from './flow-values.ts';
import classes from './review-step.module.css';
import type { Flow } from './use-flow.ts';

interface ReviewStepProps {
  readonly flow: Flow;
  readonly sections: readonly FormSection[];
  readonly validate: boolean;
  readonly onValidate: (validate: boolean) => void;
  readonly onRegister: () => void;
}

/** Everything on one page, each part with the way back to it; the button says what will happen. */
export function ReviewStep({ flow, sections, validate, onValidate, onRegister }: ReviewStepProps) {
  const { t, i18n } = useTranslation('complete-registration');
  const mayValidate = may(useSession(), 'user-management:can_validate_identity');
  const { values, problem, sending, go } = flow;
  const { account, delivery } = values;
  const drafts = Object.fromEntries(values.identity);
  const given = sections.flatMap(({ fields }) => fields.filter(({ key }) => !isEmpty(drafts[key])));
  const way = t(`way.${delivery.channel}`, { time: (delivery.sendAt ?? '').replace('T', ', ') });
  return (
    <>
      {problem !== null && <Refused flow={flow} />}
      <Part step="account" onEdit={go}>
        <Facts
          facts={[
            { term: t('review.email'), value: <bdi dir="ltr">{account.email}</bdi> },
            {
              term: t('review.username'),
              value: <bdi dir="ltr">{account.username || values.username}</bdi>,
            },
            {
              term: t('population.label'),
              value: t(`population.${account.population ?? 'internal'}`),
            },
            {
              term: t('review.invitation'),
              value: t('review.inLanguage', { way, language: languageName(account.language ?? '') }),
            },
          ]}
        />
      </Part>
      <Part step="personal" onEdit={go}>
        <Facts
          facts={[
            ...given.map((field) => ({
              term: textIn(field.label, i18n.language),
              value: <FieldValueText field={field} value={drafts[field.key]} />,
            })),
            {
              term: t('review.code'),
              value: t(mayValidate && validate ? 'review.codeAtOnce' : 'review.codeLater'),
            },
          ]}
        />
      </Part>
      <Part step="applications" onEdit={go}>
        <Grants grants={values.grants} />
      </Part>
      {mayValidate && <ValidateChoice checked={validate} onChange={onValidate} />}
      <FlowButtons>
        <Button variant="default" onClick={() => go('applications')}>
          {t('back')}
        </Button>
        <Button onClick={onRegister} loading={sending}>
          {t(`submit.${delivery.channel}`, { name: typedName(drafts) })}
        </Button>
      </FlowButtons>
    </>
  );
}

interface PartProps {
  readonly step: Exclude<StepKey, 'review'>;
  readonly onEdit: (step: StepKey) => void;
  readonly children: ReactNode;
}

function Part({ step, onEdit, children }: PartProps) {
  const { t } = useTranslation('complete-registration');
  return (
    <section aria-labelledby={`part-${step}`} className={classes.part}>
      <Group justify="space-between" mb="xs">
        <Title order={3} id={`part-${step}`}>
          {t(`step.${step}`)}
        </Title>
        <Button
          size="xs"
          variant="default"
          aria-label={t('review.editPart', { part: t(`step.${step}`) })}
          onClick={() => onEdit(step)}
        >
          {t('review.edit')}
        </Button>
      </Group>
      {children}
    </section>
  );
}

function Grants({ grants }: { readonly grants: readonly GrantDraft[] }) {
  const { t } = useTranslation('complete-registration');
  const { day } = useWhen();
  const words = useApplicationWords();
  if (grants.length === 0) return <Text c="dimmed">{t('review.noGrants')}</Text>;
  const days = ({ from, until }: GrantDraft) => {
    // A plain day, at noon: the same in the organization's time zone as in any that is near.
    const at = (date: string) => day(`${date}T12:00:00Z`);
    if (from && until) return t('review.fromUntil', { from: at(from), until: at(until) });
    if (from) return t('review.from', { from: at(from) });
    return until ? t('review.until', { until: at(until) }) : t('review.always');
  };
  return (
    <Facts
      facts={grants.map((grant) => ({
        term: words.permission(grant.application, grant.permission).title,
        value: days(grant),
      }))}
    />
  );
}

/** Why nothing was registered; where the mail is the reason, a link is the way out. */
function Refused({ flow: { problem, values, change, setProblem } }: { readonly flow: Flow }) {
  const { t } = useTranslation('complete-registration');
  const mayHandOver = may(useSession(), 'user-registration:can_hand_over_link');
  const isMail = problem instanceof ApiProblem && sendingErrors.some((code) => code === problem.problem.code);
  return (
    <div className={classes.refused}>
      <ProblemNotice problem={problem} />
      {isMail && mayHandOver && (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            change({ delivery: { ...values.delivery, channel: 'link' } });
            setProblem(null);
          }}
        >
          {t('review.linkInstead')}
        </Button>
      )}
    </div>
  );
}
