import { Progress, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationBatch } from '../../../contract/invitation-batches.ts';
import { formatCount } from '../../ui/format-count.ts';
import classes from './batch-panel.module.css';

/** "742 of 1,201", at its true speed. Readers hear each tenth. */
export function BatchProgress({ batch }: { batch: InvitationBatch }) {
  const { t, i18n } = useTranslation('invitations');
  const { action, state, done, total } = batch;
  const number = (count: number) => formatCount(count, i18n.language);
  const tenth = total > 0 ? Math.floor((done / total) * 10) * 10 : 0;
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{t(`batch.${action}.running`)}</h2>
        <Text c="dimmed">
          {state === 'collecting' ? (
            t('batch.collecting')
          ) : (
            <>
              <b className={classes.number}>{number(done)}</b> {t('batch.ofTotal', { total: number(total) })}
            </>
          )}
        </Text>
      </div>
      <Progress
        value={total > 0 ? (done / total) * 100 : 0}
        size={10}
        aria-label={t(`batch.${action}.running`)}
      />
      <VisuallyHidden role="status">{t('batch.percent', { number: tenth })}</VisuallyHidden>
      <Text c="dimmed" mt="xs">
        {t('batch.mayLeave')}
      </Text>
    </>
  );
}
