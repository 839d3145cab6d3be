import { Button, Group, Text } from '@mantine/core';
import { Keys } from '../../commands/keys.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { type getReview, returnIdentity, validateIdentity } from '../../../contract/identity-reviews.ts';
import { call } from '../../api.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import { AfterValidation } from './after-validation.tsx';
import { DecidedNotice } from './decided-notice.tsx';
import { ReviewField, type Verdict } from './review-field.tsx';
import classes from './review-fields.module.css';
import { reviewsKey } from './review-queries.ts';
import { reviewedFields } from './reviewed-fields.ts';
import { rowId, useReviewKeys } from './use-review-keys.ts';
import { useReviewsSearch } from './use-reviews-search.ts';

interface ReviewFieldsProps {
  readonly review: ResponseOf<typeof getReview>;
  /** Another reviewer has it: what is judged here waits. */
  readonly isTaken: boolean;
  readonly onReload: () => void;
}

/** Every field gets a verdict; when all are accepted the identity is validated, else those with a reason go back. */
export function ReviewFields({ review, isTaken, onReload }: ReviewFieldsProps) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const search = useReviewsSearch();
  const queries = useQueryClient();
  const [verdicts, setVerdicts] = useState<Readonly<Record<string, Verdict>>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);

  const { id, version } = review.identity;
  const fields = reviewedFields(review);
  const checked = fields.filter(({ key }) => verdicts[key] !== undefined).length;
  const returned = fields.filter(({ key }) => verdicts[key]?.reason !== undefined);
  const decide = async (send: () => Promise<string>) => {
    setSending(true);
    setProblem(null);
    try {
      const done = await send();
      await queries.invalidateQueries({ queryKey: reviewsKey });
      showToast(done);
      await navigate({ to: '/identity-review', search });
    } catch (error) {
      await queries.invalidateQueries({ queryKey: reviewsKey });
      setProblem(error);
    } finally {
      setSending(false);
    }
  };
  const validate = () =>
    decide(async () => {
      const { personalCode } = await call(validateIdentity, { params: { id }, body: { version } });
      return t('validated', { name: review.name, code: personalCode });
    });
  const giveBack = () =>
    decide(async () => {
      const reasons = Object.fromEntries(returned.map(({ key }) => [key, verdicts[key]?.reason ?? '']));
      await call(returnIdentity, { params: { id }, body: { version, reasons } });
      return t('givenBack', { name: review.name, count: returned.length });
    });

  const code = problem instanceof ApiProblem ? problem.problem.code : undefined;
  const stale = code === 'stale_version';
  const isDecided = code === 'already_reviewed';
  const unsaid = returned.some(({ key }) => verdicts[key]?.reason?.trim() === '');
  const judge = (key: string, verdict: Verdict) => setVerdicts((old) => ({ ...old, [key]: verdict }));
  const at = (index: number, act: (key: string) => void) => {
    const field = fields[index];
    if (field && !review.isOwn && !isTaken) act(field.key);
  };
  const keys = useReviewKeys({
    count: fields.length,
    onAccept: (index) => at(index, (key) => judge(key, {})),
    onReturn: (index) => at(index, (key) => judge(key, { reason: verdicts[key]?.reason ?? '' })),
    onFinish: () => {
      if (sending || review.isOwn || isTaken) return;
      if (returned.length > 0 && !unsaid) void giveBack();
      else if (returned.length === 0 && checked === fields.length) void validate();
    },
  });

  if (review.isOwn)
    return (
      <Notice tone="info" title={t('ownTitle')}>
        {t(review.hasReviewer ? 'ownText' : 'nobodyText')}
      </Notice>
    );
  return (
    <div className={classes.columns}>
      <fieldset disabled={isTaken} className={classes.verdicts}>
        {stale && (
          <StaleNotice
            title={t('stale.title')}
            text={t('stale.text')}
            reload={t('stale.reload')}
            onReload={onReload}
          />
        )}
        {isDecided && <DecidedNotice problem={problem} />}
        {problem !== null && !stale && !isDecided && <ProblemNotice problem={problem} />}
        <ul className={classes.fields} aria-label={t('fieldsOf', { name: review.name })}>
          {fields.map((field, index) => (
            <ReviewField
              key={field.key}
              identityId={id}
              version={version}
              field={field}
              verdict={verdicts[field.key]}
              onVerdict={(verdict) => judge(field.key, verdict)}
              id={rowId(index)}
              isCurrent={index === keys.current}
              onNext={() => keys.walk(index + 1)}
              personName={review.name}
            />
          ))}
        </ul>
        <Group justify="space-between" mt="md">
          <Text c="dimmed" className={classes.keys}>
            <Keys of={['a']} /> {t('keys.accept')} <Keys of={['r']} /> {t('keys.return')}{' '}
            <Keys of={['j', 'k']} /> {t('keys.move')} <Keys of={['ctrl', 'enter']} /> {t('keys.finish')}
          </Text>
          <Group gap="xs">
            <Text c="dimmed" role="status">
              {t('checked', { checked, count: fields.length })}
            </Text>
            {checked < fields.length && returned.length === 0 && (
              <Button
                variant="default"
                onClick={() =>
                  setVerdicts((old) => ({
                    ...Object.fromEntries(fields.map(({ key }) => [key, {}])),
                    ...old,
                  }))
                }
              >
                {t('acceptAll')}
              </Button>
            )}
            {returned.length > 0 ? (
              <Button onClick={() => void giveBack()} loading={sending} disabled={unsaid}>
                {t('giveBack', { count: returned.length })}
              </Button>
            ) : (
              <Button onClick={() => void validate()} loading={sending} disabled={checked < fields.length}>
                {t('validate')}
              </Button>
            )}
          </Group>
        </Group>
      </fieldset>
      <AfterValidation review={review} />
    </div>
  );
}
