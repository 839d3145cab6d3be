import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { isGone } from '../../ui/is-gone.ts';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { MailLink } from './mail-link.tsx';
import { MailView } from './mail-view.tsx';
import { keptMailQuery } from './outbox-queries.ts';

/** One kept mail as it would have looked, and its link to try. */
export function KeptMailPage() {
  const { t } = useTranslation('outbox');
  const { dayAndTime } = useWhen();
  const { id } = useParams({ from: '/outbox/$id' });
  const { data: mail, error, refetch, isPending } = useQuery(keptMailQuery(id));
  const parents = [{ label: t('title'), to: '/outbox' }];
  if (error) {
    return (
      <>
        <PageHeader title={t('title')} parents={parents} />
        {isGone(error) ? (
          <Gone />
        ) : (
          <ErrorState problem={error} title={t('mail.notLoaded')} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={mail?.subject ?? t('title')}
        parents={parents}
        intro={mail && t('mail.to', { address: mail.to, when: dayAndTime(mail.createdAt) })}
      />
      <LateSkeleton waiting={isPending} heights={[420]} />
      {mail && (
        <>
          <MailLink html={mail.html} />
          <MailView mail={mail} />
        </>
      )}
    </>
  );
}

function Gone() {
  const { t } = useTranslation('outbox');
  return (
    <EmptyState
      title={t('mail.gone')}
      text={t('mail.goneText')}
      actions={
        <Button component={Link} to="/outbox" variant="default">
          {t('mail.back')}
        </Button>
      }
    />
  );
}
