import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { identityFormQuery, myIdentityQuery } from '../identities/identity-queries.ts';
import { MyIdentitySteps } from './my-identity-steps.tsx';

/** One's own digital identity, step by step. */
export function MyIdentityPage() {
  const { t } = useTranslation('my-data');
  const form = useQuery(identityFormQuery);
  // Not fetched again while it is typed into: the version that was seen is the one that is changed.
  const identity = useQuery({ ...myIdentityQuery, refetchOnWindowFocus: false, gcTime: 0 });
  const [looks, setLooks] = useState(0);
  const error = form.error ?? identity.error;
  if (form.data && identity.data) {
    return (
      // What is newest begins anew, by its version; what is kept step by step stays as it is typed.
      <MyIdentitySteps
        key={looks}
        form={form.data}
        identity={identity.data}
        onReload={async () => {
          await identity.refetch();
          setLooks(looks + 1);
        }}
      />
    );
  }
  return (
    <>
      <PageHeader title={t('identity.title')} />
      <LateSkeleton waiting={!error} heights={[88, 56, 56, 56]} />
      {error && (
        <ErrorState
          problem={error}
          title={t('identity.notLoaded')}
          onRetry={() => {
            void form.refetch();
            void identity.refetch();
          }}
        />
      )}
    </>
  );
}
