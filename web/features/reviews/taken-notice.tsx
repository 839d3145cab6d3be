import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '../../ui/describe-problem.ts';
import { Notice } from '../../ui/notice.tsx';
import { useReviewsSearch } from './use-reviews-search.ts';

interface TakenNoticeProps {
  /** Names who has it. */
  readonly problem: unknown;
  readonly onTakeOver: () => void;
}

/** Another reviewer has it: who, and the two ways on. */
export function TakenNotice({ problem, onTakeOver }: TakenNoticeProps) {
  const { t } = useTranslation('reviews');
  const search = useReviewsSearch();
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="attention" title={t('claim.taken')} urgent>
        {describeProblem(problem).detail}
        <Group gap="xs" mt="xs">
          <Button
            variant="default"
            size="xs"
            renderRoot={(props) => <Link to="/identity-review" search={search} {...props} />}
          >
            {t('toQueue')}
          </Button>
          <Button variant="default" size="xs" onClick={onTakeOver}>
            {t('claim.takeOver')}
          </Button>
        </Group>
      </Notice>
    </div>
  );
}
