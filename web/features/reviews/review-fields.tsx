import { Button, Group, Text } from '@mantine/core';
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
import { ReviewField, type Verdict } from './review-field.tsx';
import classes from './review-fields.module.css';
import { reviewsKey } from './review-queries.ts';
import { reviewedFields } from './reviewed-fields.ts';

interface ReviewFieldsProps {
  readonly review: ResponseOf<typeof getReview>;
  readonly onReload: () => void;
}

/** Every field gets a verdict; when all are accepted the identity is validated, else those with a reason go back. */
export function ReviewFields({ review, onReload }: ReviewFieldsProps) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
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
      await navigate({ to: '/identity-review' });
    } catch (error) {
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

  if (review.isOwn)
    return (
      <Notice tone="info" title={t('ownTitle')}>
        {t('ownText')}
      </Notice>
    );
  const stale = problem instanceof ApiProblem && problem.problem.code === 'stale_version';
  const unsaid = returned.some(({ key }) => verdicts[key]?.reason?.trim() === '');
  return (
    <div style={{ maxInlineSize: 760 }}>
      {stale && (
        <StaleNotice
          title={t('stale.title')}
          text={t('stale.text')}
          reload={t('stale.reload')}
          onReload={onReload}
        />
      )}
      {problem !== null && !stale && <ProblemNotice problem={problem} />}
      <ul className={classes.fields} aria-label={t('fieldsOf', { name: review.name })}>
        {fields.map((field) => (
          <ReviewField
            key={field.key}
            identityId={id}
            version={version}
            field={field}
            verdict={verdicts[field.key]}
            onVerdict={(verdict) => setVerdicts((old) => ({ ...old, [field.key]: verdict }))}
          />
        ))}
      </ul>
      <Group justify="space-between" mt="md">
        <Text c="dimmed" role="status">
          {t('checked', { checked, count: fields.length })}
        </Text>
        <Group gap="xs">
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
    </div>
  );
}
