import { exportAccounts, mostWorkbookRows, previewExport } from '../../../contract/people-export.ts';
import * as contract from '../../../contract/people.ts';
import * as exports from '../../../contract/person-exports.ts';
import { listAccounts } from '../../../contract/registry.ts';
import type { CallOfOne } from '../../platform/http/call.ts';
import type { Door } from '../../platform/http/door.ts';
import { toldAnew } from '../../platform/http/idempotency.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { IdentityParts } from '../identities/save-draft.ts';
import type { Actor } from '../sessions/actor.ts';
import { changePerson } from './change-person.ts';
import { closeAccount } from './close-account.ts';
import { describeAccess } from '../permissions/describe-access.ts';
import { listVersions } from '../identities/list-versions.ts';
import { findMail, listMails } from '../mails/mails-to.ts';
import { recallMail } from '../mails/recall-mail.ts';
import type { MailHandlers } from '../mails/mail-kinds.ts';
import { findPerson } from '../sessions/find-person.ts';
import { AppError } from '../../platform/app-error.ts';
import { can } from '../permissions/can.ts';
import { exportPerson, stillMay } from './export-person.ts';
import { readerOf } from './policy.ts';
import { handOverFounding } from './hand-over-founding.ts';
import { countForWorkbook } from './count-for-workbook.ts';
import { describePerson } from './describe-person.ts';
import { erasePerson } from './erase-person.ts';
import { listRegistry } from './list-registry.ts';
import { startExport } from './start-export.ts';
import { reactivateAccount, suspendAccount } from './suspend-account.ts';

type Parts = IdentityParts & { readonly mailHandlers: MailHandlers; readonly jobs: Jobs };

export function peopleRoutes(door: Door<Actor>, parts: Parts): void {
  lifeRoutes(door, parts);
  pageRoutes(door, parts);
  exportRoutes(door, parts);
}

/** An account, and what is done to it. */
function lifeRoutes(door: Door<Actor>, parts: Parts): void {
  const describe = ({ tx, actor, params }: CallOfOne<Actor>) => describePerson(tx, parts, actor, params.id);

  door.handle(contract.getAccount, describe);

  door.handle(
    contract.changeAccount,
    async (call) => {
      const { tx, actor, params, body } = call;
      await changePerson(tx, parts.texts, actor, { id: params.id, body });
      return describe(call);
    },
    toldAnew(describe),
  );

  door.handle(contract.suspendAccount, ({ tx, actor, params }) => suspendAccount(tx, actor, params.id));

  door.handle(contract.reactivateAccount, ({ tx, actor, params }) => reactivateAccount(tx, actor, params.id));

  door.handle(contract.closeAccount, ({ tx, actor, params }) => closeAccount(tx, actor, params.id));

  door.handle(contract.eraseAccount, ({ tx, actor, params }) => erasePerson(tx, actor, params.id));

  door.handle(contract.handOverFounding, ({ tx, actor, body }) =>
    handOverFounding(tx, parts.jobs, actor, body.account),
  );
}

/** The list of all, and what the page of one shows. */
function pageRoutes(door: Door<Actor>, parts: Parts): void {
  door.handle(listAccounts, ({ tx, actor, query }) => listRegistry(tx, actor, query));

  door.handle(contract.listIdentityVersions, async ({ tx, params: { id } }) => {
    await findPerson(tx, id);
    return { items: await listVersions(tx, id) };
  });

  door.handle(contract.getAccess, async ({ tx, actor, params }) =>
    describeAccess(tx, actor, await findPerson(tx, params.id)),
  );

  door.handle(contract.listMailsTo, async ({ tx, params: { id }, query }) => {
    await findPerson(tx, id);
    return listMails(tx, id, query);
  });

  door.handle(contract.getMail, async ({ tx, params }) => {
    const mail = await findMail(tx, params.id);
    if (!mail) throw new AppError('not_found');
    const { accountId: id, name, username, email } = await findPerson(tx, mail.accountId);
    const content = (await recallMail(tx, parts, mail.stored)) ?? null;
    return { ...mail.listed, account: { id, name, username, email }, content };
  });
}

function exportRoutes(door: Door<Actor>, parts: Parts): void {
  door.handle(previewExport, async ({ tx, query: { state, identity, ...wanted } }) => {
    const filter = { ...wanted, states: state && [state], identityStates: identity && [identity] };
    const people = await countForWorkbook(tx, filter);
    return { people, fitsWorkbook: typeof people === 'number' && people <= mostWorkbookRows };
  });

  door.handleApart(exportAccounts, (call) => startExport(parts.texts, call));

  door.handleApart(exports.exportPerson, ({ db, actor, params, query: { format }, whoIsThere }) => {
    const to = { reader: readerOf(actor), reveals: can(actor, 'user-management:can_validate_identity') };
    const check = stillMay(whoIsThere, (reader) => can(reader, 'user-management:can_export'));
    return exportPerson(db, parts, actor, { accountId: params.id, to, format, check });
  });

  door.handleApart(exports.exportMyData, ({ db, actor, query: { format }, whoIsThere }) => {
    const to = { reader: 'person', reveals: true } as const;
    const check = stillMay(whoIsThere, () => true);
    return exportPerson(db, parts, actor, { accountId: actor.accountId, to, format, check });
  });
}
