import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Review, returnIdentity, validateIdentity } from '../../../contract/identity-reviews.ts';
import { call } from '../../api.ts';
import { showToast } from '../../ui/show-toast.tsx';
import { reviewsKey } from './review-queries.ts';
import { useReviewsSearch } from './use-reviews-search.ts';

/** The two ways to decide about the version on screen; each leads back to the queue, as it was left. */
export function useDecision({ identity: { id, version }, name }: Pick<Review, 'identity' | 'name'>) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const search = useReviewsSearch();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
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
      return t('validated', { name, code: personalCode });
    });
  const giveBack = (reasons: Readonly<Record<string, string>>) =>
    decide(async () => {
      await call(returnIdentity, { params: { id }, body: { version, reasons } });
      return t('givenBack', { name, count: Object.keys(reasons).length });
    });
  return { sending, problem, validate, giveBack };
}
