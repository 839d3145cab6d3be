import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '../../ui/describe-problem.ts';
import { Notice } from '../../ui/notice.tsx';
import { useReviewsSearch } from './use-reviews-search.ts';

/** Another reviewer was faster: who, and the way on. */
export function DecidedNotice({ problem }: { readonly problem: unknown }) {
  const { t } = useTranslation('reviews');
  const search = useReviewsSearch();
  const { title, detail } = describeProblem(problem);
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="attention" title={title} urgent>
        {detail}
        <div>
          <Button
            variant="default"
            size="xs"
            mt="xs"
            renderRoot={(props) => <Link to="/identity-review" search={search} {...props} />}
          >
            {t('toQueue')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
