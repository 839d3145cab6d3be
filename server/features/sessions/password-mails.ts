import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { Links } from '../../platform/links.ts';
import { hiddenLink } from '../mails/hide-links.ts';
import type { MailHandler, StoredMail } from '../mails/mail-kinds.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { resetMinutes } from './ask-for-password-reset.ts';
import { resetLinkRow } from './complete-password-reset.ts';
import { findPerson } from './find-person.ts';
import { passwordChangedMail } from './password-changed-mail.ts';
import { passwordResetMail } from './password-reset-mail.ts';
import { timeZoneOf } from './time-zone-of.ts';

export interface MailTextParts {
  readonly links: Links;
  readonly publicUrl: URL;
}

export interface PasswordMailParts extends MailTextParts {
  /** API keys that somebody made and that work on: keys stand on a higher floor than sessions. */
  readonly countLiveKeys: (tx: Tx, accountId: string) => Promise<number>;
}

/** The mails about a password, as the delivery asks for them. */
export function passwordMails({ links, publicUrl, countLiveKeys }: PasswordMailParts): {
  password_reset: MailHandler;
  password_changed: MailHandler;
} {
  return {
    password_reset: {
      async render(tx, mail, t) {
        const reset = await findLiveReset(tx, mail.aboutId);
        if (!reset) return undefined;
        const token = links.sign(resetLinkRow(tx, reset));
        const link = `${await pagesAddress(tx, publicUrl)}/reset-password#${token}`;
        return passwordResetMail(t, await resetData(tx, mail, { link, publicUrl }));
      },
      recall: async (tx, mail, t) =>
        passwordResetMail(t, await resetData(tx, mail, { link: hiddenLink, publicUrl })),
      sample: (t, about) =>
        passwordResetMail(t, {
          ...about,
          link: `${about.pagesUrl}/reset-password`,
          expiresInMinutes: resetMinutes,
        }),
    },
    password_changed: {
      async render(tx, mail, t) {
        const person = await findPerson(tx, mail.accountId);
        return passwordChangedMail(t, {
          organizationName: person.organizationName,
          username: person.username,
          changedAt: new Date(mail.data['changedAt'] ?? 0),
          timeZone: await timeZoneOf(tx, mail.accountId),
          signInUrl: `${await pagesAddress(tx, publicUrl)}/sign-in`,
          liveKeys: await countLiveKeys(tx, mail.accountId),
          publicUrl: publicUrl.origin,
        });
      },
      sample: (t, about) =>
        passwordChangedMail(t, {
          ...about,
          changedAt: new Date(),
          liveKeys: 0,
          signInUrl: `${about.pagesUrl}/sign-in`,
        }),
    },
  };
}

async function resetData(
  tx: Tx,
  mail: StoredMail,
  { link, publicUrl }: { readonly link: string; readonly publicUrl: URL },
) {
  const { organizationName, username } = await findPerson(tx, mail.accountId);
  return { organizationName, username, link, expiresInMinutes: resetMinutes, publicUrl: publicUrl.origin };
}

async function findLiveReset(tx: Tx, id: string) {
  return tx
    .selectFrom('passwordReset')
    .select(['id', 'nonce', 'keyId'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('voidedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .executeTakeFirst();
}
