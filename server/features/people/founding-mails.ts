import type { Tx } from '../../platform/database.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import { noticeMail } from '../../platform/notice-mail.ts';
import type { NoticeMailData } from '../../platform/notice-mail.ts';
import { unlinkedName } from '../../platform/unlinked.ts';
import type { MailHandler, StoredMail } from '../mails/mail-kinds.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { findPeople, findPerson } from '../sessions/find-person.ts';

type Side = 'foundingReceived' | 'foundingGiven';

/** The mails about a hand-over of the founder's role, to whoever has it now and whoever had it. */
export function foundingMails({ publicUrl }: { readonly publicUrl: URL }): {
  founding_received: MailHandler;
  founding_given: MailHandler;
} {
  const handlerOf = (side: Side): MailHandler => ({
    render: (tx, mail, t) => render(tx, t, mail, { side, publicUrl }),
    sample: (t, facts) => foundingMail(t, side, { ...facts, pageUrl: facts.pagesUrl }, facts.personName),
  });
  return {
    founding_received: handlerOf('foundingReceived'),
    founding_given: handlerOf('foundingGiven'),
  };
}

async function render(
  tx: Tx,
  t: MailVoice,
  { accountId, data }: StoredMail,
  { side, publicUrl }: { readonly side: Side; readonly publicUrl: URL },
) {
  const { organizationName } = await findPerson(tx, accountId);
  // Whose data was erased meanwhile is not named any more (P24).
  const [other] = await findPeople(tx, [data['other'] ?? accountId]);
  if (!other) return undefined;
  const pageUrl = await pagesAddress(tx, publicUrl);
  return foundingMail(t, side, { organizationName, pageUrl, publicUrl: publicUrl.origin }, other.name);
}

function foundingMail(t: MailVoice, side: Side, data: NoticeMailData, other: string) {
  const values = { organization: unlinkedName(data.organizationName), name: unlinkedName(other) };
  return noticeMail(t, data, {
    subject: t(`mail:${side}.subject`, values),
    heading: t(`mail:${side}.heading`, values),
    intro: t(`mail:${side}.intro`, values),
    button: t(`mail:${side}.button`),
    why: t(`mail:${side}.why`, values),
  });
}
