import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { registerPerson } from '../../../contract/registration.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { identityFormQuery } from '../identities/identity-queries.ts';
import { RegisteredPage } from '../registration/registered-page.tsx';
import type { Kept } from '../registration/use-account-form.ts';
import { CompleteFlow } from './complete-flow.tsx';

interface Registered {
  readonly answer: ResponseOf<typeof registerPerson>;
  readonly kept: Kept;
}

/** One person whole, from the account to the personal code. The link stands in no address: all of it is one page. */
export function CompleteRegistrationPage() {
  const { t } = useTranslation('complete-registration');
  const { data: form, error, refetch } = useQuery(identityFormQuery);
  const [registered, setRegistered] = useState<Registered | null>(null);
  const [kept, setKept] = useState<Kept>({});
  const [attempt, setAttempt] = useState(0);
  if (registered) {
    return (
      <RegisteredPage
        registered={registered.answer}
        onAnother={() => {
          setKept(registered.kept);
          setRegistered(null);
        }}
      />
    );
  }
  if (form) {
    return (
      <CompleteFlow
        key={attempt}
        form={form}
        kept={kept}
        onRegistered={(answer, next) => setRegistered({ answer, kept: next })}
        onDiscard={() => setAttempt(attempt + 1)}
      />
    );
  }
  return (
    <>
      <PageHeader title={t('title')} />
      <LateSkeleton waiting={!error} heights={[88, 56, 56, 56]} />
      {error && <ErrorState problem={error} title={t('notLoaded')} onRetry={() => void refetch()} />}
    </>
  );
}
