import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { submitMyIdentity } from '../../../contract/identities.ts';
import type { FormSection } from '../../../contract/identity-form.ts';
import { call } from '../../api.ts';
import { sessionQuery, useSession } from '../../shell/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { IdentitySections } from '../identities/identity-sections.tsx';
import { myIdentityQuery } from '../identities/identity-queries.ts';
import { textIn } from '../identities/text-in.ts';
import type { IdentityDrafts } from '../identities/use-identity-drafts.ts';
import { isEmpty } from '../identities/field-draft.ts';
import { privacyStep } from './own-steps.ts';
import { StepLink } from './step-link.tsx';

interface MyIdentityReviewProps {
  readonly sections: readonly FormSection[];
  readonly state: IdentityDrafts;
  readonly onBack: () => void;
}

/** All of it on one page; nothing is handed in before the last button. */
export function MyIdentityReview({ sections, state, onBack }: MyIdentityReviewProps) {
  const { t, i18n } = useTranslation('my-data');
  const { account, identity } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const everything = sections.flatMap(({ fields }) => fields);
  const hasProblem = (key: string) => Object.keys(state.errors).some((path) => path.split('.')[0] === key);
  const problems = [
    ...(hasProblem('alias') ? [{ key: 'alias', step: privacyStep, label: t('identity.alias') }] : []),
    ...sections.flatMap(({ key: step, fields }) =>
      fields
        .filter(({ key }) => hasProblem(key))
        .map(({ key, label }) => ({ key, step, label: textIn(label, i18n.language) })),
    ),
  ];
  // Who gives an alias takes back what was given before.
  const given = everything.filter(({ key }) => !isEmpty(state.drafts[key]));
  const takenBack = state.alias === null ? [] : given;
  const submit = async () => {
    const emptied = Object.fromEntries(takenBack.map(({ key }) => [key, null]));
    const handedIn = await state.keep({ fields: everything }, ({ fields, ...body }) =>
      call(submitMyIdentity, { body: { ...body, fields: { ...fields, ...emptied } } }),
    );
    if (!handedIn) return;
    queries.setQueryData(myIdentityQuery.queryKey, handedIn);
    await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    await queries.invalidateQueries({ queryKey: ['home'] });
    await navigate({ to: '/my-data' });
  };
  const atOnce = account.isFounder && identity.state !== 'validated';
  return (
    <>
      {problems.length > 0 && (
        <Notice tone="attention" title={t('review.problems', { count: problems.length })} urgent>
          <ul style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>
            {problems.map(({ key, step, label }) => (
              <li key={key}>
                <StepLink step={step}>{label}</StepLink>
                {': '}
                {state.errors[key] ?? t('review.look')}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {state.problem !== null && problems.length === 0 && <ProblemNotice problem={state.problem} />}
      {state.alias === null ? (
        <IdentitySections
          sections={sections}
          values={state.drafts}
          renderAction={(section) => (
            <StepLink
              step={section.key}
              label={t('review.editSection', { section: textIn(section.label, i18n.language) })}
            >
              {t('review.edit')}
            </StepLink>
          )}
        />
      ) : (
        <>
          <Facts facts={[{ term: t('identity.alias'), value: <bdi>{state.alias}</bdi> }]} />
          <Text mt="md">{t('privacy.seenAlias')}</Text>
          {takenBack.length > 0 && (
            <Text mt="xs">
              {t('privacy.takenBack', {
                fields: new Intl.ListFormat(i18n.language).format(
                  takenBack.map(({ label }) => textIn(label, i18n.language)),
                ),
              })}
            </Text>
          )}
        </>
      )}
      <Group mt="lg">
        <Button variant="default" onClick={onBack}>
          {t('steps.back')}
        </Button>
        <Button onClick={() => void submit()} loading={state.sending}>
          {t(atOnce ? 'review.finish' : 'review.submit')}
        </Button>
      </Group>
    </>
  );
}
