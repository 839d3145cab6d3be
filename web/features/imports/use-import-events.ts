import { useEffect } from 'react';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { apiBase } from '../../../contract/define-route.ts';
import { queryClient } from '../../query-client.ts';
import { importQuery, isAtWork } from './import-queries.ts';

type Progress = NonNullable<ImportDetail['progress']> & Pick<ImportDetail, 'state'>;

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
    const again = () => void queryClient.invalidateQueries({ queryKey: key });
    events.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      const { state, ...progress } = JSON.parse(data) as Progress;
      queryClient.setQueryData(
        key,
        (known) => known && { ...known, progress: { ...known.progress, ...progress } },
      );
      if (queryClient.getQueryData(key)?.state !== state) again();
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
