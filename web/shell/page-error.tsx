import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../ui/error-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';

/** In place of a page that threw, or the whole application when the session could not be had. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('ui');
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div style={{ padding: 24 }}>
      <PageHeader title={t('error.title')} />
      <ErrorState problem={error} onRetry={retry} />
    </div>
  );
}
