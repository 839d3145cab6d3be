import type { checkAvailability } from '../../../contract/accounts.ts';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { Availability } from '../../ui/availability-line.tsx';
import type { AvailabilityCheck } from './use-availability.ts';

interface Known {
  readonly value: string;
  /** What the form or the server says of it after a submit. */
  readonly error: string | undefined;
  readonly check: AvailabilityCheck;
  readonly verdict: ResponseOf<typeof checkAvailability>['email'];
  /** What to say when it is free. */
  readonly free: string;
}

/** The one line under a field that is checked live: a refused submit comes first, then the last verdict. */
export function availabilityOf({ value, error, check, verdict, free }: Known): Availability {
  const suggestions = verdict?.suggestions ?? [];
  if (error) return { state: 'invalid', message: error, suggestions };
  if (value.trim() === '') return { state: 'idle' };
  if (verdict?.state === 'available' && verdict.reason)
    return { state: 'alike', message: verdict.reason.message, suggestions };
  if (verdict?.state === 'available') return { state: 'available', message: free, suggestions };
  if (verdict?.state === 'invalid' && !check.left) return { state: 'idle' };
  if (verdict) return { state: verdict.state, message: verdict.reason?.message ?? '', suggestions };
  return { state: check.failed ? 'unknown' : 'checking' };
}
