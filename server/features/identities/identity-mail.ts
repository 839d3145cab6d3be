import type { MailVoice } from '../../platform/mail-voice.ts';
import type { MailContent } from '../../platform/mailer.ts';
import { noticeMail } from '../../platform/notice-mail.ts';
import type { NoticeWords } from '../../platform/notice-mail.ts';
import { unlinkedName } from '../../platform/unlinked.ts';

export interface IdentityMailData {
  readonly organizationName: string;
  /** The page My data; the link does nothing by itself. */
  readonly myDataUrl: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
}

/** Tells someone that what they are known by is in force. */
export function validatedMail(
  t: MailVoice,
  data: IdentityMailData,
  about: { readonly isFirst: boolean; readonly name: string; readonly code: string },
): MailContent {
  const group = about.isFirst ? 'identityValidated' : 'identityChanged';
  const organization = unlinkedName(data.organizationName);
  return identityMail(t, data, {
    subject: t(`mail:${group}.subject`, { organization }),
    heading: t(`mail:${group}.heading`, { name: unlinkedName(about.name) }),
    intro: t(`mail:${group}.intro`, { organization, code: about.code }),
    button: t(`mail:${group}.button`),
    why: t(`mail:${group}.why`),
  });
}

/** Tells someone which fields came back; the reasons stand in My data only. */
export function returnedMail(
  t: MailVoice,
  data: IdentityMailData,
  { labels }: { readonly labels: readonly string[] },
): MailContent {
  const values = {
    count: labels.length,
    organization: unlinkedName(data.organizationName),
    fields: listed(t, labels),
  };
  return identityMail(t, data, {
    subject: t('mail:identityReturned.subject', values),
    heading: t('mail:identityReturned.heading', values),
    intro: t('mail:identityReturned.intro', values),
    button: t('mail:identityReturned.button'),
    why: t('mail:identityReturned.why', values),
  });
}

/** Asks someone to fill in who they are. */
export function askedMail(t: MailVoice, data: IdentityMailData): MailContent {
  const organization = unlinkedName(data.organizationName);
  return identityMail(t, data, {
    subject: t('mail:identityAsked.subject', { organization }),
    heading: t('mail:identityAsked.heading'),
    intro: t('mail:identityAsked.intro', { organization }),
    button: t('mail:identityAsked.button'),
    why: t('mail:identityAsked.why', { organization }),
  });
}

/** Asks a member to look at what is in force again. */
export function updateAskedMail(
  t: MailVoice,
  data: IdentityMailData,
  { labels }: { readonly labels: readonly string[] },
): MailContent {
  const organization = unlinkedName(data.organizationName);
  const fields = listed(t, labels);
  return identityMail(t, data, {
    subject: t('mail:identityUpdateAsked.subject', { organization }),
    heading: t('mail:identityUpdateAsked.heading'),
    intro: t('mail:identityUpdateAsked.intro', { organization, fields }),
    button: t('mail:identityUpdateAsked.button'),
    why: t('mail:identityUpdateAsked.why', { organization }),
  });
}

/** As the mail's own language lists things: "name, phone and address", without the comma that others put before "and". */
function listed(t: MailVoice, labels: readonly string[]): string {
  const list = new Intl.ListFormat(t('mail:locale'), { type: 'conjunction' });
  return list.format(labels.map((label) => unlinkedName(label)));
}

function identityMail(
  t: MailVoice,
  { myDataUrl, ...data }: IdentityMailData,
  words: NoticeWords,
): MailContent {
  return noticeMail(t, { ...data, pageUrl: myDataUrl }, words);
}
