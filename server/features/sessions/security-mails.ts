import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import type { MailHandler, StoredMail } from '../mails/mail-kinds.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { emailChangeLinkRow } from './email-change-link.ts';
import type { Side } from './email-change-link.ts';
import { emailChangeMail } from './email-change-mail.ts';
import { findPerson } from './find-person.ts';
import { newDeviceMail } from './new-device-mail.ts';
import type { MailTextParts } from './password-mails.ts';

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
          timeZone: person.timeZone,
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
  const change = await findLiveChange(tx, mail.aboutId);
  if (!change) return undefined;
  const person = await findPerson(tx, mail.accountId);
  const token = links.sign(emailChangeLinkRow(tx, change, side));
  return emailChangeMail(t, {
    organizationName: person.organizationName,
    from: person.email,
    to: change.email,
    side,
    link: `${await pagesAddress(tx, publicUrl)}/confirm-email#${token}`,
    expiresAt: change.expiresAt,
    timeZone: person.timeZone,
    publicUrl: publicUrl.origin,
  });
}

async function findLiveChange(tx: Tx, id: string) {
  return tx
    .selectFrom('emailChange')
    .select(['id', 'email', 'nonce', 'keyId', 'expiresAt'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('doneAt', 'is', null)
    .where('voidedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .executeTakeFirst();
}
