import { queryClient } from '../query-client.ts';
import { router } from '../router.tsx';
import { onServerLostOrBack } from './server-watch.ts';

/** What could not be had while the server was gone is had now; what stood there may have changed. */
export function goOnWhenServerIsBack(): void {
  onServerLostOrBack((lost) => {
    if (lost) return;
    void queryClient.invalidateQueries();
    void router.invalidate();
  });
}
