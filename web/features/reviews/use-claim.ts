import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProblem } from '../../../contract/client.ts';
import { claimReview, releaseReview, type Review } from '../../../contract/identity-reviews.ts';
import { call } from '../../api.ts';
import { claimQuery, reviewsKey } from './review-queries.ts';
import { useReviewsSearch } from './use-reviews-search.ts';

/** Who has what is being looked at: opening it says so, taking it over from somebody is done on purpose. */
export function useClaim(review: Review | undefined) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const search = useReviewsSearch();
  const id = review?.identity.id ?? '';
  const claims = review !== undefined && !review.isOwn && review.state === 'submitted';
  const { data: claim, error } = useQuery({ ...claimQuery(id), enabled: claims });
  const [failed, setFailed] = useState<unknown>(null);
  const refusal = failed ?? error;
  const taken =
    refusal instanceof ApiProblem && refusal.problem.code === 'already_claimed' ? refusal : undefined;
  const takeOver = async () => {
    try {
      const mine = await call(claimReview, { params: { id }, body: { takeOver: true } });
      queries.setQueryData(claimQuery(id).queryKey, mine);
      setFailed(null);
    } catch (problem) {
      setFailed(problem);
    }
    await queries.invalidateQueries({ queryKey: reviewsKey });
  };
  const release = async () => {
    await call(releaseReview, { params: { id } });
    await queries.invalidateQueries({ queryKey: reviewsKey });
    await navigate({ to: '/identity-review', search });
  };
  return { claim: taken ? undefined : claim, taken, takeOver, release };
}
