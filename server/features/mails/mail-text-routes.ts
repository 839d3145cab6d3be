import * as contract from '../../../contract/mail-texts.ts';
import { refuseField } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Origin } from '../../platform/http/origin.ts';
import type { Texts } from '../../platform/texts.ts';
import { mailFacts } from '../organizations/mail-facts.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { changeMailText, describeMailText, ownWords, whichText } from './change-mail-text.ts';
import { voiceWith } from './find-voice.ts';
import { inlinePictures } from './inline-pictures.ts';
import { mailKinds } from '../../../contract/mail-kinds.ts';
import type { MailHandlers, SampleFacts } from './mail-kinds.ts';
import { findMailTexts } from './mail-texts.ts';

export interface MailTextParts {
  readonly texts: Texts;
  readonly mailHandlers: MailHandlers;
  readonly publicUrl: URL;
}

interface TextActor {
  readonly accountId: string;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly origin: Origin;
}

/** The words of the mails, as Settings shows and changes them. */
export function mailTextRoutes<Actor extends TextActor>(door: Door<Actor>, parts: MailTextParts): void {
  const { texts, mailHandlers } = parts;

  door.handle(contract.listMailTexts, async ({ tx, query }) => {
    const { language: usual, languages } = await organizationSettings(tx);
    const language = query.language ?? usual;
    if (!texts.languages.includes(language)) throw refuseField('language', 'language.unknown');
    const rows = await findMailTexts(tx, language);
    const items = mailKinds.map((kind) =>
      describeMailText(
        texts,
        { kind, language },
        rows.find((row) => row.kind === kind),
      ),
    );
    return { language, languages: texts.languages.filter((one) => languages.includes(one)), items };
  });

  door.handle(contract.changeMailText, async ({ tx, actor, body }) => {
    const which = whichText(texts, body);
    const own = ownWords(texts, which, body.words);
    return describeMailText(
      texts,
      which,
      await changeMailText(tx, actor, which, { version: body.version, own }),
    );
  });

  door.handle(contract.resetMailText, async ({ tx, actor, body }) => {
    const which = whichText(texts, body);
    const row = await changeMailText(tx, actor, which, { version: body.version, own: {} });
    return describeMailText(texts, which, row);
  });

  door.handle(contract.previewMailText, async ({ tx, actor, body }) => {
    const which = whichText(texts, body);
    const own = ownWords(texts, which, body.words);
    const { t, pictures } = voiceWith(await mailFacts(tx), texts(which.language), which.kind, own);
    const { subject, html, text } = mailHandlers[which.kind].sample(t, await sampleFacts(tx, actor, parts));
    return { subject, html: inlinePictures(html, pictures), text };
  });
}

const threeDays = 3 * 86_400_000;

/** The reader stands in for whoever would get the mail, and for whoever invited them. */
async function sampleFacts(tx: Tx, actor: TextActor, { publicUrl }: MailTextParts): Promise<SampleFacts> {
  const { name, timeZone } = await organizationSettings(tx);
  return {
    organizationName: name,
    personName: actor.name,
    username: actor.username,
    email: actor.email,
    timeZone,
    pagesUrl: await pagesAddress(tx, publicUrl),
    publicUrl: publicUrl.origin,
    until: new Date(Date.now() + threeDays),
  };
}
