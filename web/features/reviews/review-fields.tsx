import { Button, Group, Text } from '@mantine/core';
import { Keys } from '../../commands/keys.tsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { getReview } from '../../../contract/identity-reviews.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import { AfterValidation } from './after-validation.tsx';
import { DecidedNotice } from './decided-notice.tsx';
import { ReviewField, type Verdict } from './review-field.tsx';
import classes from './review-fields.module.css';
import { reviewedFields } from './reviewed-fields.ts';
import { useDecision } from './use-decision.ts';
import { rowId, useReviewKeys } from './use-review-keys.ts';

interface ReviewFieldsProps {
  readonly review: ResponseOf<typeof getReview>;
  /** Another reviewer has it: what is judged here waits. */
  readonly isTaken: boolean;
  readonly onReload: () => void;
}

/** Every field gets a verdict; when all are accepted the identity is validated, else those with a reason go back. */
export function ReviewFields({ review, isTaken, onReload }: ReviewFieldsProps) {
  const { t } = useTranslation('reviews');
  const [verdicts, setVerdicts] = useState<Readonly<Record<string, Verdict>>>({});
  const { sending, problem, ...decision } = useDecision(review);
  /** The decision was asked for before everything was judged. */
  const [urged, setUrged] = useState(false);

  const { id, version } = review.identity;
  const fields = reviewedFields(review);
  const checked = fields.filter(({ key }) => verdicts[key] !== undefined).length;
  const returned = fields.filter(({ key }) => verdicts[key]?.reason !== undefined);
  const giveBack = () =>
    decision.giveBack(Object.fromEntries(returned.map(({ key }) => [key, verdicts[key]?.reason ?? ''])));

  const code = problem instanceof ApiProblem ? problem.problem.code : undefined;
  const stale = code === 'stale_version';
  const isDecided = code === 'already_reviewed';
  const unsaid = returned.filter(({ key }) => verdicts[key]?.reason?.trim() === '');
  // What stands against the decision that is next: reasons that are not said, else fields without a verdict.
  const open = returned.length > 0 ? unsaid : fields.filter(({ key }) => verdicts[key] === undefined);
  const judge = (key: string, verdict: Verdict) => setVerdicts((old) => ({ ...old, [key]: verdict }));
  const at = (index: number, act: (key: string) => void) => {
    const field = fields[index];
    if (field && !review.isOwn && !isTaken) act(field.key);
  };
  const keys = useReviewKeys({
    count: fields.length,
    onAccept: (index) => at(index, (key) => judge(key, {})),
    onReturn: (index) => at(index, (key) => judge(key, { reason: verdicts[key]?.reason ?? '' })),
    onFinish: () => finish(),
  });
  function finish() {
    if (sending || review.isOwn || isTaken) return;
    setUrged(true);
    const [first] = open;
    if (first) keys.walk(fields.indexOf(first));
    else void (returned.length > 0 ? giveBack() : decision.validate());
  }

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
              {urged && open.length > 0
                ? t(returned.length > 0 ? 'unsaid' : 'unjudged', { count: open.length })
                : t('checked', { checked, count: fields.length })}
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
              <Button onClick={finish} loading={sending}>
                {t('giveBack', { count: returned.length })}
              </Button>
            ) : (
              <Button onClick={finish} loading={sending}>
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
