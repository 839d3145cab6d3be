import { mailLayout } from '../../platform/mail-layout.ts';
import { html } from '../../platform/html.ts';
import type { SafeHtml } from '../../platform/html.ts';
import { mailMoment } from '../../platform/mail-moment.ts';
import {
  addressOf,
  anchor,
  boldLogin,
  button,
  note,
  paragraph,
  quote,
  steps,
} from '../../platform/mail-parts.ts';
import { mailSentence } from '../../platform/mail-sentence.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { plainMail, plainQuote, plainSignature, plainSteps } from '../../platform/plain-mail.ts';
import type { Text } from '../../platform/texts.ts';
import { unlinkedName } from '../../platform/unlinked.ts';

export interface InvitationMailData {
  readonly organizationName: string;
  readonly inviterName: string;
  readonly message?: string | undefined;
  /** Where the person joins, token included. */
  readonly link: string;
  readonly username: string;
  readonly expiresAt: Date;
  /** The IANA name of the zone in which the expiry is told. */
  readonly timeZone: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
  /** Where the person can say that they don't know the inviter. */
  readonly notMeLink?: string | undefined;
}

/** The invitation, when it is first sent and when it is sent again. */
export function invitationMail(t: Text, data: InvitationMailData): MailContent {
  const names = {
    organization: unlinkedName(data.organizationName),
    inviter: unlinkedName(data.inviterName),
  };
  const until = mailMoment(t, data.expiresAt, data.timeZone);
  return {
    subject: t('mail:invitation.subject', { ...names, until }),
    html: mailLayout(t, {
      preheader: t('mail:invitation.preheader', { ...names, until }),
      organizationName: data.organizationName,
      publicUrl: data.publicUrl,
      heading: t('mail:invitation.heading', { ...names, until }),
      content: content(t, data, { ...names, until }),
      footer: footer(t, names.inviter, data.notMeLink),
    }),
    text: plainText(t, data, { ...names, until }),
  };
}

interface Told {
  readonly organization: string;
  readonly inviter: string;
  readonly until: string;
}

function content(t: Text, data: InvitationMailData, told: Told): SafeHtml {
  return html`${paragraph(t('mail:invitation.intro', { ...told }))}
  ${data.message ? quote(data.message, data.inviterName) : undefined}
  ${button(t('mail:invitation.button'), data.link)}
  ${note(
    mailSentence((values) => t('mail:invitation.until', values), {
      until: told.until,
      username: boldLogin(data.username),
    }),
  )}
  ${steps(t('mail:invitation.next.title'), whatHappensNext(t))} ${addressOf(t, data.link)}`;
}

function whatHappensNext(t: Text): string[] {
  return [
    t('mail:invitation.next.password'),
    t('mail:invitation.next.identity'),
    t('mail:invitation.next.check'),
  ];
}

function footer(t: Text, inviter: string, notMeLink: string | undefined): SafeHtml {
  if (notMeLink === undefined) return html`${t('mail:invitation.why', { inviter })}`;
  return mailSentence((values) => t('mail:invitation.whyOrTellUs', values), {
    inviter,
    tellUs: anchor(notMeLink, t('mail:invitation.tellUs')),
  });
}

function plainText(t: Text, data: InvitationMailData, told: Told): string {
  const { organization, inviter, until } = told;
  return plainMail([
    t('mail:invitation.intro', { organization, inviter, until }),
    data.message ? plainQuote(data.message, data.inviterName) : undefined,
    [`${t('mail:invitation.button')}:`, data.link],
    t('mail:invitation.until', { until, username: data.username }),
    plainSteps(t('mail:invitation.next.title'), whatHappensNext(t)),
    t('mail:invitation.why', { inviter }),
    data.notMeLink === undefined ? undefined : [t('mail:invitation.tellUsPlain'), data.notMeLink],
    plainSignature(t, data),
  ]);
}
