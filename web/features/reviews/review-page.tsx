import { Avatar, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';
import { initials } from '../../ui/initials.ts';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { ReviewPosition } from './review-position.tsx';
import { ReviewFields } from './review-fields.tsx';
import { reviewQuery } from './review-queries.ts';
import { TakenNotice } from './taken-notice.tsx';
import { useClaim } from './use-claim.ts';

/** One identity, field by field, beside what was in force before. */
export function ReviewPage() {
  const { t } = useTranslation('reviews');
  const { id } = useParams({ from: '/identity-review/$id' });
  const { data: review, error, refetch } = useQuery(reviewQuery(id));
  const { dayAndTime, span, time } = useWhen();
  const { claim, taken, takeOver, release } = useClaim(review);
  const parents = [{ label: t('title'), to: '/identity-review', keepsFilters: true } as const];
  if (!review) {
    return (
      <>
        <PageHeader title={t('title')} parents={parents} />
        <LateSkeleton waiting={!error} heights={[44, 44, 44, 44]} />
        {error && <ErrorState problem={error} title={t('oneNotLoaded')} onRetry={() => void refetch()} />}
      </>
    );
  }
  const { submittedAt, news, savedBy, person } = review;
  return (
    <>
      <PageHeader
        title={review.name}
        parents={parents}
        mark={
          <Avatar size={48} aria-hidden="true">
            {initials(review.name)}
          </Avatar>
        }
        actions={<ReviewPosition id={id} />}
        intro={
          <>
            {t(`news.${news}`)}
            {submittedAt && t('sentAt', { when: dayAndTime(submittedAt) })}
            {submittedAt && review.state === 'submitted' && t('waits', { span: span(submittedAt) })}
            {savedBy && savedBy !== person.name && t('by', { name: savedBy })}
          </>
        }
      />
      {taken && <TakenNotice problem={taken} onTakeOver={() => void takeOver()} />}
      {claim && (
        <Text c="dimmed" mb="sm">
          {t('claim.mine', { time: time(claim.until) })}{' '}
          <Button variant="subtle" size="xs" onClick={() => void release()}>
            {t('claim.release')}
          </Button>
        </Text>
      )}
      {/* Another version is another look: nothing accepted before stands. */}
      <ReviewFields
        key={review.identity.version}
        review={review}
        isTaken={taken !== undefined}
        onReload={() => void refetch()}
      />
    </>
  );
}
