import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { batchByIdQuery } from './batch-queries.ts';
import { useSearchChange } from './use-search-change.ts';

/** Says why the list shows so few: those alone that an act on many left as they were. */
export function LeftBy({ id }: { id: string }) {
  const { t } = useTranslation('invitations');
  const { when } = useWhen();
  const { data: batch } = useQuery(batchByIdQuery(id));
  const change = useSearchChange();
  return (
    <Notice tone="info" title={t('leftBy.title')}>
      {batch && (
        <div>
          {t('leftBy.act', {
            act: t(`batch.${batch.action}.running`),
            when: when(batch.createdAt),
            name: batch.startedBy ?? '–',
          })}
        </div>
      )}
      <div>
        <Button
          size="xs"
          variant="default"
          mt="xs"
          onClick={() => change({ leftBy: undefined, leftFor: undefined })}
        >
          {t('leftBy.showAll')}
        </Button>
      </div>
    </Notice>
  );
}
