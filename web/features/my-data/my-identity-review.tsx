import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { submitMyIdentity } from '../../../contract/identities.ts';
import type { FormSection } from '../../../contract/identity-form.ts';
import { call } from '../../api.ts';
import { sessionQuery, useSession } from '../../shell/session.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { IdentitySections } from '../identities/identity-sections.tsx';
import { myIdentityQuery } from '../identities/identity-queries.ts';
import { textIn } from '../identities/text-in.ts';
import type { IdentityDrafts } from '../identities/use-identity-drafts.ts';
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
  const problems = sections.flatMap((section) =>
    section.fields
      .filter(({ key }) => Object.keys(state.errors).some((path) => path.split('.')[0] === key))
      .map((field) => ({ section, field })),
  );
  const submit = async () => {
    const everything = { fields: sections.flatMap(({ fields }) => fields) };
    const handedIn = await state.keep(everything, (body) => call(submitMyIdentity, { body }));
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
            {problems.map(({ section, field }) => (
              <li key={field.key}>
                <StepLink step={section.key}>{textIn(field.label, i18n.language)}</StepLink>
                {': '}
                {state.errors[field.key] ?? t('review.look')}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {state.problem !== null && problems.length === 0 && <ProblemNotice problem={state.problem} />}
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
