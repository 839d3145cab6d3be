import { html } from '../../platform/html.ts';
import { mailLayout } from '../../platform/mail-layout.ts';
import { mailMoment } from '../../platform/mail-moment.ts';
import { boldLogin, button, note, paragraph, steps } from '../../platform/mail-parts.ts';
import { mailSentence } from '../../platform/mail-sentence.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainSignature, plainSteps } from '../../platform/plain-mail.ts';
import { unlinkedName } from '../../platform/unlinked.ts';
import type { MailWayChange } from '../organizations/mail-way.ts';

export interface MailWayChangedData {
  readonly organizationName: string;
  /** Who changed it. */
  readonly name: string;
  readonly what: MailWayChange['what'];
  /** Of the new server, where there is one. */
  readonly host: string;
  readonly at: Date;
  /** The IANA name of the zone in which the moment is told. */
  readonly timeZone: string;
  /** The page of the Settings; the mail has no link that does anything by itself. */
  readonly settingsUrl: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** Tells who may change settings that mails leave in another way from now on, so that a thief of them is noticed. */
export function mailWayChangedMail(t: MailVoice, data: MailWayChangedData): MailContent {
  const organization = unlinkedName(data.organizationName);
  const name = unlinkedName(data.name);
  const at = mailMoment(t, data.at, data.timeZone);
  const intro = t('mail:mailWayChanged.intro', { organization, name, at });
  const what = ({ host }: { host: string }) => t(`mail:mailWayChanged.${data.what}`, { host });
  const remedies = [
    t('mail:mailWayChanged.notMeant.restore'),
    t('mail:mailWayChanged.notMeant.ask', { name }),
  ];
  const heading = t('mail:mailWayChanged.heading');
  return {
    subject: t('mail:mailWayChanged.subject', { organization }),
    html: mailLayout(t, {
      preheader: t('mail:mailWayChanged.preheader'),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading,
      content: html`${paragraph(intro)} ${paragraph(mailSentence(what, { host: boldLogin(data.host) }))}
      ${note(t('mail:mailWayChanged.meant'))} ${steps(t('mail:mailWayChanged.notMeant.title'), remedies)}
      ${button(t('mail:mailWayChanged.button'), data.settingsUrl)}`,
      footer: html`${t('mail:mailWayChanged.why', { organization })}`,
    }),
    text: plainMail([
      intro,
      what({ host: unlinkedName(data.host) }),
      t('mail:mailWayChanged.meant'),
      plainSteps(t('mail:mailWayChanged.notMeant.title'), remedies),
      [`${t('mail:mailWayChanged.button')}:`, data.settingsUrl],
      t('mail:mailWayChanged.why', { organization }),
      plainSignature(t, data),
    ]),
  };
}
