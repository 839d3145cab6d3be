import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import { hiddenLink } from '../mails/hide-links.ts';
import type { MailHandler, StoredMail } from '../mails/mail-kinds.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { emailChangeLinkRow } from './email-change-link.ts';
import type { Side } from './email-change-link.ts';
import { emailChangeMail } from './email-change-mail.ts';
import { findPerson } from './find-person.ts';
import { newDeviceMail } from './new-device-mail.ts';
import type { MailTextParts } from './password-mails.ts';
import { timeZoneOf } from './time-zone-of.ts';

/** The mails about devices and a change of email, as the delivery asks for them. */
export function securityMails(parts: MailTextParts): {
  new_device: MailHandler;
  email_change_old: MailHandler;
  email_change_new: MailHandler;
} {
  const { publicUrl } = parts;
  return {
    new_device: {
      async render(tx, mail, t) {
        const person = await findPerson(tx, mail.accountId);
        const pages = await pagesAddress(tx, publicUrl);
        const { at = '', address = '', browser = null, system = null } = mail.data;
        return newDeviceMail(t, {
          organizationName: person.organizationName,
          username: person.username,
          at: new Date(at),
          timeZone: await timeZoneOf(tx, mail.accountId),
          device: { browser, system },
          address,
          securityUrl: `${pages}/security`,
          resetUrl: `${pages}/reset-password`,
          publicUrl: publicUrl.origin,
        });
      },
      sample: (t, about) =>
        newDeviceMail(t, {
          ...about,
          at: new Date(),
          device: { browser: 'Firefox', system: 'Linux' },
          // Of the addresses that are kept for examples (RFC 5737).
          address: '192.0.2.17',
          securityUrl: `${about.pagesUrl}/security`,
          resetUrl: `${about.pagesUrl}/reset-password`,
        }),
    },
    email_change_old: changeMail(parts, 'old'),
    email_change_new: changeMail(parts, 'new'),
  };
}

function changeMail({ links, publicUrl }: MailTextParts, side: Side): MailHandler {
  return {
    render: (tx, mail, t) => renderChange(tx, t, mail, { links, publicUrl, side }),
    recall: (tx, mail, t) => recallChange(tx, t, mail, { publicUrl, side }),
    sample: (t, about) =>
      emailChangeMail(t, {
        ...about,
        from: about.email,
        to: 'anna.rossi@mail.example',
        side,
        link: `${about.pagesUrl}/confirm-email`,
        expiresAt: about.until,
      }),
  };
}

async function renderChange(
  tx: Tx,
  t: MailVoice,
  mail: StoredMail,
  { links, publicUrl, side }: MailTextParts & { readonly side: Side },
) {
  const change = await findChange(tx, mail.aboutId)
    .where('doneAt', 'is', null)
    .where('voidedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .executeTakeFirst();
  if (!change) return undefined;
  const token = links.sign(emailChangeLinkRow(tx, change, side));
  const link = `${await pagesAddress(tx, publicUrl)}/confirm-email#${token}`;
  return emailChangeMail(t, {
    ...(await changeData(tx, mail, change)),
    side,
    link,
    publicUrl: publicUrl.origin,
  });
}

async function recallChange(
  tx: Tx,
  t: MailVoice,
  mail: StoredMail,
  { publicUrl, side }: { readonly publicUrl: URL; readonly side: Side },
) {
  const change = await findChange(tx, mail.aboutId).executeTakeFirst();
  if (!change) return undefined;
  const data = await changeData(tx, mail, change);
  return emailChangeMail(t, { ...data, side, link: hiddenLink, publicUrl: publicUrl.origin });
}

async function changeData(
  tx: Tx,
  mail: StoredMail,
  { email: to, expiresAt }: { readonly email: string; readonly expiresAt: Date },
) {
  const { organizationName, email: from } = await findPerson(tx, mail.accountId);
  return { organizationName, from, to, expiresAt, timeZone: await timeZoneOf(tx, mail.accountId) };
}

function findChange(tx: Tx, id: string) {
  return tx
    .selectFrom('emailChange')
    .select(['id', 'email', 'nonce', 'keyId', 'expiresAt'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id);
}
