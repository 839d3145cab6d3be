import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { may, useSession } from '../../shell/session.ts';
import { Notice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FlowLayout } from '../identities/flow-layout.tsx';
import { candidatesQuery, identityFormQuery } from '../identities/identity-queries.ts';
import { CandidateList } from './candidate-list.tsx';
import classes from './find-person-page.module.css';
import { useFlowSteps } from './use-flow-steps.ts';

/** Whom to register: who has no identity comes first, and only they have the button. */
export function FindPersonPage() {
  const { t } = useTranslation('register-identity');
  const session = useSession();
  const navigate = useNavigate();
  const { query = '' } = useSearch({ from: '/user-registration/existing' });
  const { data: form } = useQuery(identityFormQuery);
  const found = useQuery(candidatesQuery(query));
  const { parents, stepsOf } = useFlowSteps(form);
  const mayValidate = may(session, 'user-management:can_validate_identity');
  const registersBoth = may(session, 'user-registration:access');
  const search = (typed: string) =>
    void navigate({
      to: '/user-registration/existing',
      search: typed === '' ? {} : { query: typed },
      replace: true,
    });
  return (
    <FlowLayout
      title={t('title')}
      intro={t('intro')}
      parents={parents}
      steps={stepsOf({ current: 'person', reached: 0, missing: [] })}
      current="person"
      onGo={() => undefined}
      kept={undefined}
    >
      <div className={classes.page}>
        {!mayValidate && (
          <Notice tone="info" title={t('noRight.title')}>
            {t('noRight.text')}
          </Notice>
        )}
        <div>
          <Text className="foyer-label" mb={6}>
            {t('find.whom')}
          </Text>
          <SearchField label={t('find.label')} query={query} onSearch={search} place="page" />
        </div>
        <CandidateList query={query} found={found} />
        {registersBoth && (
          <Text c="dimmed">
            {t('find.missing')}{' '}
            <Anchor renderRoot={(props) => <Link to="/user-registration/complete" {...props} />}>
              {t('find.complete')}
            </Anchor>
          </Text>
        )}
      </div>
    </FlowLayout>
  );
}
