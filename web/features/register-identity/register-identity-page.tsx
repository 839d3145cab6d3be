import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../../contract/identities.ts';
import { sessionQuery, useSession } from '../../shell/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { identityFormQuery, identityQuery } from '../identities/identity-queries.ts';
import { CandidateAction } from './candidate-action.tsx';
import { IdentityRegistered } from './identity-registered.tsx';
import { RegisterSteps } from './register-steps.tsx';
import { useCandidateWords } from './use-candidate-words.ts';
import { useFlowSteps } from './use-flow-steps.ts';

/** Someone else's digital identity, step by step, until it is registered. */
export function RegisterIdentityPage() {
  const { t } = useTranslation('register-identity');
  const { id } = useParams({ from: '/user-registration/existing/$id' });
  const queries = useQueryClient();
  const form = useQuery(identityFormQuery);
  // Not fetched again while it is typed into: the version that was seen is the one that is changed.
  const identity = useQuery({ ...identityQuery(id), refetchOnWindowFocus: false, gcTime: 0 });
  const [looks, setLooks] = useState(0);
  const [registered, setRegistered] = useState<Identity>();
  const isOwn = useSession().account.id === id;
  const words = useCandidateWords();
  const { parents } = useFlowSteps(form.data);
  const person = identity.data?.person;
  if (person && registered) return <IdentityRegistered person={person} identity={registered} />;
  if (form.data && identity.data && person?.abilities.register) {
    return (
      <RegisterSteps
        key={looks}
        form={form.data}
        identity={identity.data}
        onReload={async () => {
          await identity.refetch();
          setLooks(looks + 1);
        }}
        onRegistered={async (next) => {
          setRegistered(next);
          await queries.invalidateQueries({ queryKey: ['identity-candidates'] });
          await queries.invalidateQueries({ queryKey: ['identity-reviews'] });
          await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
        }}
      />
    );
  }
  const error = form.error ?? identity.error;
  return (
    <>
      <PageHeader title={t('title')} parents={parents} />
      <LateSkeleton waiting={!error && !person} heights={[88, 56, 56, 56]} />
      {error && (
        <ErrorState
          problem={error}
          title={t('notLoaded')}
          onRetry={() => {
            void form.refetch();
            void identity.refetch();
          }}
        />
      )}
      {person && (
        <Notice tone="info" title={t('closed.title', { name: person.name })}>
          {words(person, isOwn)}
          <div style={{ display: 'flex', gap: 8, marginBlockStart: 10 }}>
            <CandidateAction person={person} isOwn={isOwn} />
            <Button size="xs" variant="default" component={Link} to="/user-registration/existing">
              {t('closed.another')}
            </Button>
          </div>
        </Notice>
      )}
    </>
  );
}
