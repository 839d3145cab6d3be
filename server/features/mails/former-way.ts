import type { MailWay } from '../organizations/mail-way.ts';
import type { ClaimedMail } from './claim-mails.ts';

/** About an hour: a server that is gone for good was changed for that reason, and the notice leaves by the new one. */
const triesByFormerWay = 12;

/** A mail that leaves as mails did before somebody changed that carries the way with it. */
export function formerWay({ data, attempts }: Pick<ClaimedMail, 'data' | 'attempts'>): MailWay | undefined {
  const { way } = data;
  if (way === undefined || attempts > triesByFormerWay) return undefined;
  return JSON.parse(way) as MailWay;
}
