import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import type { MailHandler, SettledMail, StoredMail } from '../mails/mail-kinds.ts';
import type { MailWayChange } from '../organizations/mail-way.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { findPeople, findPerson } from '../sessions/find-person.ts';
import { timeZoneOf } from '../sessions/time-zone-of.ts';
import { mailWayChangedMail } from './mail-way-changed-mail.ts';

/** The mail about another mail server or sender, as the delivery asks for it. */
export function mailWayMails({ publicUrl }: { readonly publicUrl: URL }): { mail_way_changed: MailHandler } {
  return {
    mail_way_changed: {
      render: (tx, mail, t) => render(tx, t, mail, publicUrl),
      sample: (t, about) =>
        mailWayChangedMail(t, {
          ...about,
          name: about.personName,
          what: 'server',
          host: 'smtp.mail.example',
          at: new Date(),
          settingsUrl: `${about.pagesUrl}/settings/mail-server`,
        }),
      settled: forgetWays,
    },
  };
}

async function render(tx: Tx, t: MailVoice, { accountId, data }: StoredMail, publicUrl: URL) {
  const { by = accountId, what = 'server', host = '', at = '' } = data;
  const { organizationName } = await findPerson(tx, accountId);
  // Whose data was erased meanwhile is not named any more (P24); it is told all the same.
  const [changer] = await findPeople(tx, [by]);
  const page = what === 'sender' ? 'sender' : 'mail-server';
  return mailWayChangedMail(t, {
    organizationName,
    name: changer?.name ?? t('mail:mailWayChanged.somebody'),
    what: what as MailWayChange['what'],
    host,
    at: new Date(at),
    timeZone: await timeZoneOf(tx, accountId),
    settingsUrl: `${await pagesAddress(tx, publicUrl)}/settings/${page}`,
    publicUrl: publicUrl.origin,
  });
}

/** The former sign-in is kept for as long as a mail needs it. */
async function forgetWays(tx: Tx, settled: readonly SettledMail[]): Promise<void> {
  const ids = settled.filter(({ outcome }) => outcome.kind !== 'delayed').map(({ mail }) => mail.id);
  if (ids.length === 0) return;
  await sql`
    update mail set data = data - 'way'
    where organization_id = ${tx.organizationId} and id = any(${ids}::uuid[])`.execute(tx);
}
