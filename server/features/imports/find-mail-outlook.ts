import type { ImportDetail } from '../../../contract/import-schemas.ts';
import type { Tx } from '../../platform/database.ts';
import { mailsOfActs } from '../mails/mails-of-acts.ts';
import { usedToday } from '../mails/sending-limits.ts';
import { sendingPace } from '../mails/sending-pace.ts';
import { sendingSettings } from '../organizations/sending-settings.ts';
import type { Counts } from './count-rows.ts';

/** What the mails of a plan come to under the organization's limits, said before it is applied (ruling 26). */
export async function findMailOutlook(
  tx: Tx,
  { id, state, counts }: { readonly id: string; readonly state: string; readonly counts: Counts },
): Promise<ImportDetail['mails']> {
  if (state === 'reading' || state === 'mapping' || state === 'planning') return null;
  const total = counts.mailed;
  const settings = await sendingSettings(tx);
  const room = Math.max(0, settings.dailyRecipients - (await usedToday(tx, settings.today)));
  const postponed = Math.max(0, total - room);
  const days = Math.ceil(postponed / settings.dailyRecipients);
  return {
    total,
    postponed,
    lastDay:
      total === 0 || counts.create + counts.update === 0
        ? null
        : Temporal.PlainDate.from(settings.today).add({ days }).toString(),
    perMinute: await sendingPace(tx),
    ...(await mailsOfActs(tx, [id]))(id),
  };
}
