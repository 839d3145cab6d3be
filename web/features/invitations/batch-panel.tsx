import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { InvitationBatch } from '../../../contract/invitation-batches.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './batch-panel.module.css';
import { BatchProgress } from './batch-progress.tsx';
import { batchQuery } from './batch-queries.ts';
import { BatchResult } from './batch-result.tsx';
import { refreshInvitations } from './invitation-queries.ts';

interface BatchPanelProps {
  readonly batch: InvitationBatch;
  readonly onPutAway: () => void;
}

/** An act on many above the list: how far it is, then what became of it. */
export function BatchPanel({ batch: first, onPutAway }: BatchPanelProps) {
  const { data: batch } = useQuery(batchQuery(first));
  const known = useRef(first.state);
  useEffect(() => {
    if (batch.state === 'done' && known.current !== 'done') void refreshInvitations();
    known.current = batch.state;
  }, [batch.state]);
  return (
    <Panel className={classes.panel ?? ''} p="md">
      {batch.state === 'done' ? (
        <BatchResult batch={batch} onPutAway={onPutAway} />
      ) : (
        <BatchProgress batch={batch} />
      )}
    </Panel>
  );
}
