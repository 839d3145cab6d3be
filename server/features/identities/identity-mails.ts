import type { Tx } from '../../platform/database.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import type { Texts } from '../../platform/texts.ts';
import type { MailHandler, SampleFacts, StoredMail } from '../mails/mail-kinds.ts';
import { pagesAddress } from '../organizations/pages-address.ts';
import { findPerson } from '../sessions/find-person.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { labelIn, labelsOf } from './label-in.ts';
import { askedMail, returnedMail, updateAskedMail, validatedMail } from './identity-mail.ts';

export interface IdentityMailParts {
  readonly texts: Texts;
  readonly publicUrl: URL;
}

/** The mails about an identity, as the delivery asks for them. They hold no value of any field but the name. */
export function identityMails(parts: IdentityMailParts): {
  identity_validated: MailHandler;
  identity_returned: MailHandler;
  identity_asked: MailHandler;
  identity_update_asked: MailHandler;
} {
  const about = (facts: SampleFacts) => ({ ...facts, myDataUrl: `${facts.pagesUrl}/my-data` });
  return {
    identity_validated: {
      render: (tx, mail, t) => renderValidated(tx, parts, mail, t),
      sample: (t, facts) =>
        validatedMail(t, about(facts), { isFirst: true, name: facts.personName, code: '10000978' }),
    },
    identity_returned: {
      render: (tx, mail, t) => renderReturned(tx, parts, mail, t),
      sample: (t, facts) => returnedMail(t, about(facts), { labels: [sampleLabel(t)] }),
    },
    identity_asked: {
      render: (tx, mail, t) => renderAsked(tx, parts, mail, t),
      sample: (t, facts) => askedMail(t, about(facts)),
    },
    identity_update_asked: {
      // Who was faster than the mail needs none.
      render: (tx, mail, t) => renderUpdateAsked(tx, parts, { mail, t, isOpenOnly: true }),
      recall: (tx, mail, t) => renderUpdateAsked(tx, parts, { mail, t, isOpenOnly: false }),
      sample: (t, facts) => updateAskedMail(t, about(facts), { labels: [sampleLabel(t)] }),
    },
  };
}

function sampleLabel(t: MailVoice): string {
  return (t as unknown as (key: string) => string)('identity_form:fields.tax_code.label');
}

async function renderValidated(tx: Tx, parts: IdentityMailParts, mail: StoredMail, t: MailVoice) {
  const version = await findVersion(tx, mail);
  if (version?.state !== 'validated') return undefined;
  const { person, data } = await commonParts(tx, parts, mail);
  return validatedMail(t, data, {
    isFirst: mail.data['news'] === 'first',
    name: shortName(version) ?? person.name,
    code: person.personalCode ?? '',
  });
}

async function renderReturned(tx: Tx, parts: IdentityMailParts, mail: StoredMail, t: MailVoice) {
  const version = await findVersion(tx, mail);
  // It was corrected meanwhile.
  if (version?.state !== 'returned' || version.newest !== mail.generation) return undefined;
  const { data } = await commonParts(tx, parts, mail);
  const form = fieldsOf(await findForm(tx, parts.texts, version.formVersion));
  const returned = new Set(Object.keys(version.reasons as object));
  const labels = labelsOf(form, inOrder(form, returned), mail.language);
  return returnedMail(t, data, { labels: returned.has('alias') ? [t('export:alias'), ...labels] : labels });
}

async function renderAsked(tx: Tx, parts: IdentityMailParts, mail: StoredMail, t: MailVoice) {
  const { person, data } = await commonParts(tx, parts, mail);
  // They were faster than the mail.
  return person.identityState === 'submitted' ? undefined : askedMail(t, data);
}

/** Undefined once they were asked anew: the newer mail says what counts. */
async function renderUpdateAsked(
  tx: Tx,
  parts: IdentityMailParts,
  { mail, t, isOpenOnly }: { readonly mail: StoredMail; readonly t: MailVoice; readonly isOpenOnly: boolean },
) {
  const request = await findAskedFields(tx, mail);
  if (!request || (isOpenOnly && request.answeredAt !== null)) return undefined;
  const { sections } = await findForm(tx, parts.texts);
  const form = fieldsOf({ sections });
  const asked = inOrder(form, new Set(request.fields));
  // Where all of it is meant, the sections say so in few words.
  const labels =
    asked.length > 0
      ? labelsOf(form, asked, mail.language)
      : sections.map(({ label }) => labelIn(label, mail.language));
  const { data } = await commonParts(tx, parts, mail);
  return updateAskedMail(t, data, { labels });
}

/** As the form has them: what was clicked first, or the database keeps first, is no order to read. */
function inOrder(form: ReturnType<typeof fieldsOf>, keys: ReadonlySet<string>): string[] {
  return [...form.keys()].filter((key) => keys.has(key));
}

function findAskedFields(tx: Tx, { accountId, aboutId, generation }: StoredMail) {
  return tx
    .selectFrom('identityUpdateRequest')
    .select(['fields', 'answeredAt'])
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('id', '=', aboutId)
    .where('times', '=', generation)
    .executeTakeFirst();
}

async function commonParts(tx: Tx, { publicUrl }: IdentityMailParts, mail: StoredMail) {
  const person = await findPerson(tx, mail.accountId);
  return {
    person,
    data: {
      organizationName: person.organizationName,
      myDataUrl: `${await pagesAddress(tx, publicUrl)}/my-data`,
      publicUrl: publicUrl.origin,
    },
  };
}

function findVersion(tx: Tx, { accountId, generation }: StoredMail) {
  return tx
    .selectFrom('identityVersion as v')
    .innerJoin('identity as i', (join) =>
      join.onRef('i.organizationId', '=', 'v.organizationId').onRef('i.accountId', '=', 'v.accountId'),
    )
    .select(['v.state', 'v.formVersion', 'v.reasons', 'v.alias', 'v.fields', 'i.version as newest'])
    .where('v.organizationId', '=', tx.organizationId)
    .where('v.accountId', '=', accountId)
    .where('v.version', '=', generation)
    .executeTakeFirst();
}

/** How one would greet them. */
function shortName({ alias, fields }: { readonly alias: string | null; readonly fields: unknown }) {
  const { preferred_name: preferred, given_name: given } = fields as Readonly<Record<string, string>>;
  return alias ?? preferred ?? given;
}
