import { useEffect } from 'react';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { apiBase } from '../../../contract/define-route.ts';
import { queryClient } from '../../query-client.ts';
import { importQuery, isAtWork } from './import-queries.ts';

type Progress = NonNullable<ImportDetail['progress']> & Pick<ImportDetail, 'state'>;

/** In ms. The problems of a larger import take longer to gather. */
const paceOfCounts = (total: number) => Math.max(1000, total / 100);

/**
 * Follows an import at work by the server's events. Where none come (a proxy that keeps them back), the query asks by
 * itself: its answers are the same, only later.
 */
export function useImportEvents(one: ImportDetail | undefined): void {
  const id = one?.id;
  const working = one !== undefined && isAtWork(one);
  useEffect(() => {
    if (id === undefined || !working) return;
    const key = importQuery(id).queryKey;
    const events = new EventSource(`${apiBase}/imports/${id}/events`);
    const again = () => void queryClient.invalidateQueries({ queryKey: key }, { cancelRefetch: false });
    let asked = performance.now();
    events.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      const { state, ...progress } = JSON.parse(data) as Progress;
      queryClient.setQueryData(
        key,
        (known) => known && { ...known, progress: { ...known.progress, ...progress } },
      );
      const known = queryClient.getQueryData(key);
      // What is written here puts off the query's own questions, so that its counts are asked for by the way.
      const isOld = performance.now() - asked > paceOfCounts(known?.counts.total ?? 0);
      if (known?.state === state && !isOld) return;
      asked = performance.now();
      again();
    });
    events.addEventListener('done', () => {
      events.close();
      again();
      void queryClient.invalidateQueries({ queryKey: ['imports', 'list'] });
      void queryClient.invalidateQueries({ queryKey: ['invitations'] });
    });
    return () => events.close();
  }, [id, working]);
}
