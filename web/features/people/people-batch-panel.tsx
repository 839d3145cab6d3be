import { Button, Progress, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleBatch } from '../../../contract/people-batches.ts';
import { formatCount } from '../../ui/format-count.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from '../invitations/batch-panel.module.css';
import { LeftOut } from './left-out.tsx';
import { peopleBatchQuery } from './people-batch-queries.ts';
import { refreshPeople } from './person-queries.ts';

interface PeopleBatchPanelProps {
  readonly batch: PeopleBatch;
  readonly onPutAway: () => void;
}

/** An act on many people above the list: how far it is, then what became of it. */
export function PeopleBatchPanel({ batch: first, onPutAway }: PeopleBatchPanelProps) {
  const { data: batch } = useQuery(peopleBatchQuery(first));
  const known = useRef(first.state);
  useEffect(() => {
    if (batch.state === 'done' && known.current !== 'done') void refreshPeople();
    known.current = batch.state;
  }, [batch.state]);
  return (
    <Panel className={classes.panel ?? ''} p="md">
      {batch.state === 'done' ? <Result batch={batch} onPutAway={onPutAway} /> : <Running batch={batch} />}
    </Panel>
  );
}

/** "742 of 1,201", at its true speed. Readers hear each tenth. */
function Running({ batch: { action, state, done, total } }: { readonly batch: PeopleBatch }) {
  const { t, i18n } = useTranslation(['people', 'invitations']);
  const number = (count: number) => formatCount(count, i18n.language);
  const part = total > 0 ? (done / total) * 100 : 0;
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{t(`batch.${action}.running`)}</h2>
        <Text c="dimmed">
          {state === 'collecting' ? (
            t('batch.collecting')
          ) : (
            <>
              <b className={classes.number}>{number(done)}</b>{' '}
              {t('batch.ofTotal', { ns: 'invitations', total: number(total) })}
            </>
          )}
        </Text>
      </div>
      <Progress value={part} size={10} aria-label={t(`batch.${action}.running`)} />
      <VisuallyHidden role="status">
        {t('batch.percent', { ns: 'invitations', number: Math.floor(part / 10) * 10 })}
      </VisuallyHidden>
      <Text c="dimmed" mt="xs">
        {t('batch.mayLeave')}
      </Text>
    </>
  );
}

function Result({ batch, onPutAway }: PeopleBatchPanelProps) {
  const { t, i18n } = useTranslation('people');
  const { action, done, total, refused } = batch;
  const left = refused.reduce((sum, { count }) => sum + count, 0);
  const number = (count: number) => formatCount(count, i18n.language);
  const count = done - left;
  const Icon = left > 0 ? IconAlertTriangleFilled : IconCircleCheckFilled;
  return (
    <div role="status">
      <div className={classes.head}>
        <h2 className={classes.title}>
          <Icon size={18} color={left > 0 ? 'var(--foyer-warn)' : 'var(--foyer-ok)'} aria-hidden />
          {left > 0
            ? t(`batch.${action}.donePartly`, { count, number: number(count), total: number(total) })
            : t(`batch.${action}.done`, { count, number: number(count) })}
        </h2>
        <Button variant="default" size="xs" onClick={onPutAway}>
          {t('batch.putAway')}
        </Button>
      </div>
      <LeftOut refused={refused} founder={null} />
    </div>
  );
}
