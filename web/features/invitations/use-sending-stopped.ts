import { useQuery } from '@tanstack/react-query';
import { sendingLimitsQuery } from './invitation-queries.ts';

/** Whether no mail leaves for now: what is said about a mail that is about to be sent is another thing then. */
export function useSendingStopped(): boolean {
  return Boolean(useQuery(sendingLimitsQuery).data?.stoppedUntil);
}
