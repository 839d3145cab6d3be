import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';

/** Who chooses a language for their own account. */
export interface LanguageChooser {
  readonly accountId: string;
  readonly origin: Origin;
}

/**
 * The language of one's pages and mails from now on. Choosing the same again is no act: nothing is recorded.
 * @throws {AppError} not_acceptable: there is no catalog of it, or the organization does not offer it
 */
export async function changeLanguage(
  tx: Tx,
  { accountId, origin }: LanguageChooser,
  language: string,
  { languages }: Texts,
): Promise<void> {
  const { languages: offered } = await organizationSettings(tx);
  if (!languages.includes(language) || !offered.includes(language)) {
    throw refuseField('language', 'language.unknown');
  }
  const { language: before } = await tx
    .selectFrom('account')
    .select('language')
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (before === language) return;
  await tx
    .updateTable('account')
    .set({ language })
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', accountId)
    .execute();
  const subject = { type: 'account', id: accountId } as const;
  const change = { fields: ['language'], before: { language: before }, after: { language } };
  await recordActivity(tx, origin, [{ action: 'account.changed', actorId: accountId, subject, ...change }]);
}
