import { Button, Progress, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './batch-panel.module.css';
import { formatCount } from './format-count.ts';
import { Panel } from './panel.tsx';

interface Batch {
  readonly state: 'collecting' | 'running' | 'done';
  readonly done: number;
  readonly total: number;
}

interface BatchPanelProps {
  readonly batch: Batch;
  /** What is being done: "Sending again". */
  readonly running: string;
  /** What was done, and to how many. */
  readonly title: string;
  /** Nobody was left as they are. */
  readonly isWhole: boolean;
  /** Once, when it ends while it is looked at. */
  readonly onDone: () => void;
  readonly onPutAway: () => void;
  /** Who was left, and why. */
  readonly children?: ReactNode;
}

/** An act on many above the list: how far it is, then what became of it. */
export function BatchPanel({ batch, running, onDone, ...result }: BatchPanelProps) {
  const known = useRef(batch.state);
  useEffect(() => {
    if (batch.state === 'done' && known.current !== 'done') onDone();
    known.current = batch.state;
  }, [batch.state, onDone]);
  return (
    <Panel className={classes.panel ?? ''} p="md">
      {batch.state === 'done' ? <Result {...result} /> : <Running batch={batch} title={running} />}
    </Panel>
  );
}

/** "742 of 1,201", at its true speed. Readers hear each tenth. */
function Running({ batch: { state, done, total }, title }: { batch: Batch; title: string }) {
  const { t, i18n } = useTranslation('ui');
  const number = (count: number) => formatCount(count, i18n.language);
  const percent = total > 0 ? (done / total) * 100 : 0;
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
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
      <Progress value={percent} size={10} aria-label={title} />
      <VisuallyHidden role="status">
        {t('batch.percent', { number: Math.floor(percent / 10) * 10 })}
      </VisuallyHidden>
      <Text c="dimmed" mt="xs">
        {t('batch.mayLeave')}
      </Text>
    </>
  );
}

function Result({
  title,
  isWhole,
  onPutAway,
  children,
}: Pick<BatchPanelProps, 'title' | 'isWhole' | 'onPutAway' | 'children'>) {
  const { t } = useTranslation('ui');
  const Icon = isWhole ? IconCircleCheckFilled : IconAlertTriangleFilled;
  return (
    <div role="status">
      <div className={classes.head}>
        <h2 className={classes.title}>
          <Icon size={18} color={isWhole ? 'var(--foyer-ok)' : 'var(--foyer-warn)'} aria-hidden />
          {title}
        </h2>
        <Button variant="default" size="xs" onClick={onPutAway}>
          {t('batch.putAway')}
        </Button>
      </div>
      {children}
    </div>
  );
}
