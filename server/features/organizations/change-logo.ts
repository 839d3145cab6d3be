import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { SettingsActor } from './change-settings.ts';
import { isWholePicture } from './is-whole-picture.ts';
import { readPicture } from './read-picture.ts';

/** Larger ones would cost every reader's browser memory for nothing: a logo is drawn some 40 pixels high. */
const sizes = { least: 16, most: 2000 } as const;

/**
 * Takes a picture as the organization's logo, by what its bytes are.
 * @param declared the content type it came with: it must be the truth
 * @throws {AppError} not_acceptable
 */
export async function changeLogo(
  tx: Tx,
  actor: SettingsActor,
  image: Buffer,
  declared: string,
): Promise<void> {
  const { mediaType, width, height } = readPicture(image);
  if (mediaType === undefined) throw refuseField('logo', 'logo.not_a_picture');
  if (mediaType !== declared) throw refuseField('logo', 'logo.another_kind', { kind: mediaType });
  if (!isWholePicture(image, mediaType)) throw refuseField('logo', 'logo.not_a_picture');
  if (Math.min(width, height) < sizes.least)
    throw refuseField('logo', 'logo.too_small', { minimum: sizes.least });
  if (Math.max(width, height) > sizes.most)
    throw refuseField('logo', 'logo.too_wide', { maximum: sizes.most });
  const digest = createHash('sha256').update(image).digest('hex').slice(0, 16);
  const logo = { mediaType, image, digest };
  await tx
    .insertInto('organizationLogo')
    .values({ organizationId: tx.organizationId, ...logo })
    .onConflict((conflict) =>
      conflict.column('organizationId').doUpdateSet({ ...logo, changedAt: sql`now()` }),
    )
    .execute();
  await recordLogo(tx, actor, 'organization.logo_changed');
}

/** Without one nothing happens. */
export async function removeLogo(tx: Tx, actor: SettingsActor): Promise<void> {
  const removed = await tx
    .deleteFrom('organizationLogo')
    .where('organizationId', '=', tx.organizationId)
    .returning('digest')
    .executeTakeFirst();
  if (removed) await recordLogo(tx, actor, 'organization.logo_removed');
}

async function recordLogo(
  tx: Tx,
  { accountId, origin }: SettingsActor,
  action: 'organization.logo_changed' | 'organization.logo_removed',
): Promise<void> {
  const subject = { type: 'organization', id: tx.organizationId } as const;
  await recordActivity(tx, origin, [{ action, actorId: accountId, subject, fields: ['logo'] }]);
}
