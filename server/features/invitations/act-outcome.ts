import type { BatchRefusal } from '../../../contract/batch-refusals.ts';
import { AppError } from '../../platform/app-error.ts';
import { inviterLimit } from '../mails/sending-limits.ts';

/** What became of an act on one of many invitations. */
export type ActOutcome =
  | {
      readonly kind: 'done';
      /** The mail waits for a day with room. */
      readonly isPostponed?: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly reason: BatchRefusal;
      /** When it is possible, where that is known. */
      readonly until?: Date | undefined;
    };

/** For an act on one, which is done or refused as a whole. @throws {AppError} why it was refused */
export function needDone(outcome: ActOutcome | undefined, timeZone: string): void {
  if (outcome?.kind === 'done') return;
  throw outcome ? errorOf(outcome, timeZone) : new AppError('not_found');
}

export function errorOf(
  { reason, until }: Extract<ActOutcome, { kind: 'refused' }>,
  timeZone: string,
): AppError {
  const retryAfter = until && Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000));
  const when = {
    ...(retryAfter && { retryAfter }),
    values: { until: told(until, timeZone), time: told(until, timeZone) },
  };
  switch (reason) {
    case 'gone':
      return new AppError('not_found');
    case 'mailed_lately':
    case 'mailed_often':
      return new AppError('too_many_requests', when);
    case 'sending_stopped':
    case 'daily_limit':
      return new AppError(reason, when);
    case 'inviter_limit':
      return new AppError(reason, { ...when, values: { ...when.values, limit: inviterLimit } });
    default:
      return new AppError('not_possible_now');
  }
}

/** As on a clock on the wall of the organization: 2026-12-01 09:00. */
function told(moment: Date | undefined, timeZone: string): string {
  if (!moment) return '';
  const zoned = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
  return `${zoned.toPlainDate().toString()} ${zoned.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
