import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { findAccount } from '../accounts/find-account.ts';
import { keysOf } from '../api-keys/keys-of.ts';
import { exportIdentity } from '../identities/export-identity.ts';
import type { ExportReader } from '../identities/export-identity.ts';
import type { IdentityParts } from '../identities/save-draft.ts';
import { findUpdateRequest } from '../identities/update-requests.ts';
import { invitationsOf } from '../invitations/invitations-of.ts';
import { listMails } from '../mails/mails-to.ts';
import { organizationSettings } from '../organizations/organization-settings.ts';
import { grantsOf } from '../permissions/grants-of.ts';
import { findPerson } from '../sessions/find-person.ts';
import { signInsOf } from '../sessions/sign-ins-of.ts';

export type PersonRecord = Awaited<ReturnType<typeof collectRecord>>;

const mostMails = 10_000;

/** What is known of a person, the activity apart, as far as this reader gets it. @throws {AppError} not_found */
export async function collectRecord(tx: Tx, parts: IdentityParts, id: string, to: ExportReader) {
  const account = await findAccount(tx, id);
  if (!account) throw new AppError('not_found');
  const { name: organization, timeZone } = await organizationSettings(tx);
  const { name, identityState, personalCode, isFounder } = await findPerson(tx, id);
  const { version: _, ...facts } = account;
  const isSelf = to.reader === 'person';
  return {
    organization: { name: organization, timeZone },
    account: { ...facts, name, isFounder },
    identity: {
      ...{ state: identityState, personalCode, updateAsked: await updateAsked(tx, id, to) },
      ...(await exportIdentity(tx, parts, id, to)),
    },
    grants: await grantsOf(tx, id),
    invitations: await invitationsOf(tx, id),
    mails: (await listMails(tx, id, { limit: mostMails })).items,
    // Nobody sees the sessions of another, nor what their programs are called.
    signIns: isSelf ? await signInsOf(tx, id) : null,
    apiKeys: isSelf ? await keysOf(tx, id) : null,
  };
}

/** What they were asked to look at again; by whom is that person's, and colleagues read none of it. */
async function updateAsked(tx: Tx, id: string, { reader }: ExportReader) {
  const request = reader === 'colleague' ? null : await findUpdateRequest(tx, id);
  if (!request) return null;
  const { by: _, ...told } = request;
  return told;
}
