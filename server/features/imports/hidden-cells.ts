import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { Actor } from '../sessions/actor.ts';
import { findRecognition } from './find-recognition.ts';
import { isSensitive } from './secret-cells.ts';

export type IsHidden = (target: string) => boolean;

/** Of which columns a reader is shown cells on purpose only: sensitive ones that somebody else brought. */
export async function hiddenFrom(
  tx: Tx,
  texts: Texts,
  actor: Actor,
  { startedBy }: { readonly startedBy: string },
): Promise<IsHidden> {
  if (startedBy === actor.accountId) return () => false;
  const { targets } = await findRecognition(tx, texts);
  return (target) => isSensitive(targets, target);
}

/** Notes that somebody looked. @param personId whom the cells are about, where they have an account */
export async function noteLook(
  tx: Tx,
  actor: Actor,
  look: { readonly id: string; readonly targets: readonly string[]; readonly personId?: string | null },
): Promise<void> {
  const { id, targets, personId } = look;
  if (targets.length === 0) return;
  await recordActivity(tx, actor.origin, [
    {
      action: 'import.revealed',
      actorId: actor.accountId,
      subject: { type: 'import', id },
      ...(personId && { personId }),
      fields: targets.map((target) => target.replace(/^identity\./, '')),
    },
  ]);
}
