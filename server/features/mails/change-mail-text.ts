import { judgeMailText, mailTextFields } from '../../../contract/mail-texts.ts';
import type { MailText, MailTextField } from '../../../contract/mail-texts.ts';
import { AppError, refuseField } from '../../platform/app-error.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Texts } from '../../platform/texts.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { mailKinds } from '../../../contract/mail-kinds.ts';
import { mailTextPlaces } from './mail-text-places.ts';
import { findMailTexts, writeMailText } from './mail-texts.ts';
import type { MailTextRow, OwnWords, WhichText } from './mail-texts.ts';

export type GivenWords = Readonly<Record<MailTextField, string | null>>;

/** The words of a mail, standard and own. */
export function describeMailText(
  texts: Texts,
  { kind, language }: WhichText,
  row: MailTextRow | undefined,
): MailText {
  const fields = mailTextPlaces(texts(language), kind).map(({ field, standard, allowed, required }) => ({
    field,
    standard,
    own: row?.texts[field] ?? null,
    allowed: [...allowed],
    required: [...required],
  }));
  return { kind, language, version: row?.version ?? 0, fields };
}

/** @throws {AppError} not_acceptable for a kind or a language that there is not */
export function whichText(
  texts: Texts,
  given: { readonly kind: string; readonly language: string },
): WhichText {
  const kind = mailKinds.find((known) => known === given.kind);
  if (!kind) throw refuseField('kind', 'request.invalid_choice');
  if (!texts.languages.includes(given.language)) throw refuseField('language', 'language.unknown');
  return { kind, language: given.language };
}

/** Those words that differ from the catalog's, checked. @throws {AppError} not_acceptable, every part with a problem named */
export function ownWords(texts: Texts, { kind, language }: WhichText, given: GivenWords): OwnWords {
  const places = mailTextPlaces(texts(language), kind);
  const problems: Record<string, readonly FieldProblem[]> = {};
  const own: Partial<Record<MailTextField, string>> = {};
  for (const field of mailTextFields) {
    const input = given[field];
    const place = places.find((one) => one.field === field);
    if (input === null) continue;
    const judged = place
      ? judgeMailText(field, input, place)
      : ({ ok: false, reason: 'no_such_part' } as const);
    if (!judged.ok) {
      const values = 'values' in judged ? judged.values : undefined;
      problems[`words.${field}`] = [{ code: `mailText.${judged.reason}`, ...(values && { values }) }];
    } else if (judged.value !== place?.standard) own[field] = judged.value;
  }
  if (Object.keys(problems).length > 0) throw new AppError('not_acceptable', { fields: problems });
  return own;
}

interface TextActor {
  readonly accountId: string;
  readonly origin: Origin;
}

/** @param own empty: the catalog's words stand again. @throws {AppError} stale_version */
export async function changeMailText(
  tx: Tx,
  actor: TextActor,
  which: WhichText,
  { version, own }: { readonly version: number; readonly own: OwnWords },
): Promise<MailTextRow> {
  const before = await findRow(tx, which);
  await writeMailText(tx, which, version, own);
  const { kind, language } = which;
  const fields = mailTextFields.filter((field) => own[field] !== before?.texts[field]);
  const isReset = Object.keys(own).length === 0;
  await recordActivity(tx, actor.origin, [
    {
      action: isReset ? 'organization.mail_text_reset' : 'organization.mail_text_changed',
      actorId: actor.accountId,
      subject: { type: 'organization', id: tx.organizationId },
      fields,
      before: { kind, language, ...before?.texts },
      after: { kind, language, ...own },
    },
  ]);
  return { kind, version: version + 1, texts: own };
}

async function findRow(tx: Tx, { kind, language }: WhichText): Promise<MailTextRow | undefined> {
  const rows = await findMailTexts(tx, language);
  return rows.find((row) => row.kind === kind);
}
