import type { Tx } from '../../platform/database.ts';
import { createMailVoice } from '../../platform/mail-voice.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import type { MailPicture } from '../../platform/mailer.ts';
import type { Text, Texts } from '../../platform/texts.ts';
import { mailFacts } from '../organizations/mail-facts.ts';
import type { MailFacts } from '../organizations/mail-facts.ts';
import type { MailKind } from '../../../contract/mail-kinds.ts';
import { mailTextPlaces } from './mail-text-places.ts';
import { findMailTexts } from './mail-texts.ts';
import type { OwnWords, WhichText } from './mail-texts.ts';

/** In what words and look an organization says a mail. */
export interface FoundVoice {
  readonly t: MailVoice;
  readonly facts: MailFacts;
  /** What the mail carries with it. */
  readonly pictures: readonly MailPicture[];
}

export async function findVoice(tx: Tx, texts: Texts, { kind, language }: WhichText): Promise<FoundVoice> {
  const rows = await findMailTexts(tx, language);
  return voiceWith(
    await mailFacts(tx),
    texts(language),
    kind,
    rows.find((row) => row.kind === kind)?.texts ?? {},
  );
}

/** The same with words that are not kept. */
export function voiceWith(facts: MailFacts, t: Text, kind: MailKind, own: OwnWords): FoundVoice {
  const words = new Map(
    mailTextPlaces(t, kind).flatMap(({ field, key }) => {
      const said = own[field];
      return said === undefined ? [] : [[key, said] as const];
    }),
  );
  const { name: organization, accentColor: accent, logo } = facts;
  return {
    t: createMailVoice(t, { words, organization, look: { accent, logo } }),
    facts,
    pictures: logo ? [logo] : [],
  };
}
