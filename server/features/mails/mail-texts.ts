import { sql } from 'kysely';
import type { MailTextField } from '../../../contract/mail-texts.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { MailKind } from '../../../contract/mail-kinds.ts';

/** The organization's own words of one mail; a part that is absent is the catalog's. */
export type OwnWords = Readonly<Partial<Record<MailTextField, string>>>;

export interface MailTextRow {
  readonly kind: string;
  readonly version: number;
  readonly texts: OwnWords;
}

/** In this language only: a mail in another one is not half translated. */
export async function findMailTexts(tx: Tx, language: string): Promise<readonly MailTextRow[]> {
  const rows = await tx
    .selectFrom('mailText')
    .select(['kind', 'version', 'texts'])
    .where('organizationId', '=', tx.organizationId)
    .where('language', '=', language)
    .execute();
  return rows as readonly MailTextRow[];
}

export interface WhichText {
  readonly kind: MailKind;
  readonly language: string;
}

/**
 * Keeps words in the place of the version that was seen; 0 stands for none. A row stays when its words are taken
 * away, so that versions never begin again.
 * @throws {AppError} stale_version
 */
export async function writeMailText(
  tx: Tx,
  { kind, language }: WhichText,
  seen: number,
  texts: OwnWords,
): Promise<void> {
  const values = { texts: JSON.stringify(texts), version: seen + 1 };
  const written =
    seen === 0
      ? await tx
          .insertInto('mailText')
          .values({ organizationId: tx.organizationId, kind, language, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await tx
          .updateTable('mailText')
          .set({ ...values, changedAt: sql`now()` })
          .where('organizationId', '=', tx.organizationId)
          .where('kind', '=', kind)
          .where('language', '=', language)
          .where('version', '=', seen)
          .returning('version')
          .executeTakeFirst();
  if (!written) throw new AppError('stale_version');
}
