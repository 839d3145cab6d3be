import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { MailContent } from '../../platform/mailer.ts';
import type { Texts } from '../../platform/texts.ts';
import { mailFacts } from '../organizations/mail-facts.ts';
import type { MailFacts } from '../organizations/mail-facts.ts';
import { claimMails } from './claim-mails.ts';
import type { ClaimedMail } from './claim-mails.ts';
import { voiceWith } from './find-voice.ts';
import type { FoundVoice } from './find-voice.ts';
import { holdBack } from './hold-back.ts';
import type { MailHandler, MailHandlers, StoredMail } from './mail-kinds.ts';
import { findMailTexts } from './mail-texts.ts';

export interface PrepareParts {
  readonly jobs: Jobs;
  readonly texts: Texts;
  readonly handlers: MailHandlers;
}

/** A claimed mail and what it says, once somebody asks. */
export interface ReadyMail {
  readonly mail: ClaimedMail;
  say(): MailContent;
}

/** Claims what waits of these mails, and reads all that they say; what has moved on is dropped. */
export async function prepareMails(
  tx: Tx,
  parts: PrepareParts,
  ids: readonly string[],
): Promise<{ readonly facts: MailFacts; readonly ready: readonly ReadyMail[] }> {
  const mails = await holdBack(tx, parts, await claimMails(tx, ids));
  const facts = await mailFacts(tx);
  const ready: ReadyMail[] = [];
  for (const [language, ofLanguage] of Map.groupBy(mails, (mail) => mail.language)) {
    const own = new Map((await findMailTexts(tx, language)).map(({ kind, texts }) => [kind, texts]));
    for (const [kind, some] of Map.groupBy(ofLanguage, (mail) => mail.kind)) {
      const voice = voiceWith(facts, parts.texts(language), kind, own.get(kind) ?? {});
      ready.push(...(await putIntoWords(tx, parts.handlers[kind], some, voice)));
    }
  }
  const isReady = new Set(ready.map(({ mail }) => mail));
  await drop(
    tx,
    mails.filter((mail) => !isReady.has(mail)),
  );
  return { facts, ready };
}

async function putIntoWords(
  tx: Tx,
  handler: MailHandler,
  mails: readonly ClaimedMail[],
  { t, pictures }: FoundVoice,
): Promise<ReadyMail[]> {
  const contents = handler.prepare
    ? await handler.prepare(tx, mails, t)
    : await oneByOne(tx, handler, mails, t);
  return mails.flatMap((mail) => {
    const content = contents.get(mail.id);
    return content ? [{ mail, say: () => ({ ...content(), pictures }) }] : [];
  });
}

/** Kinds that never come in hundreds. */
async function oneByOne(tx: Tx, { render }: MailHandler, mails: readonly StoredMail[], t: FoundVoice['t']) {
  const contents = new Map<string, () => MailContent>();
  for (const mail of mails) {
    const content = await render(tx, mail, t);
    if (content) contents.set(mail.id, () => content);
  }
  return contents;
}

async function drop(tx: Tx, mails: readonly ClaimedMail[]): Promise<void> {
  if (mails.length === 0) return;
  await tx
    .updateTable('mail')
    .set({ state: 'dropped', finishedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`id = any(${mails.map(({ id }) => id)}::uuid[])`)
    .execute();
}
