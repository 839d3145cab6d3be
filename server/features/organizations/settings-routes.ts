import * as serverContract from '../../../contract/mail-server.ts';
import * as contract from '../../../contract/settings.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { answerOnceApart } from '../../platform/http/answer-once-apart.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Limits } from '../../platform/limits.ts';
import { changeLogo, removeLogo } from './change-logo.ts';
import {
  changeMailServer,
  describeChanged,
  describeMailServer,
  removeMailServer,
} from './change-mail-server.ts';
import { changeSettings } from './change-settings.ts';
import type { SettingsActor } from './change-settings.ts';
import { describeSettings } from './describe-settings.ts';
import type { MailServers } from './mail-servers.ts';
import { mailWay } from './mail-way.ts';
import type { TellMailWayChange } from './mail-way.ts';
import type { MailEnvironment } from './sender.ts';

export interface SettingsRouteParts extends MailEnvironment {
  readonly db: Db;
  readonly languages: readonly string[];
  readonly mailServers: MailServers;
  readonly limits: Limits;
  readonly tellMailWayChange: TellMailWayChange;
}

/** What the organization decides for itself. */
export function settingsRoutes<Actor extends SettingsActor & { readonly organizationId: string }>(
  door: Door<Actor>,
  parts: SettingsRouteParts,
): void {
  const { db, languages, mailServers, mailFrom, tellMailWayChange } = parts;
  const describe = (tx: Tx) => describeSettings(tx, { environment: parts, languages });

  door.handle(contract.getOrganization, ({ tx }) => describe(tx));

  door.handle(contract.changeOrganization, async ({ tx, actor, body }) => {
    await changeSettings(tx, actor, body, languages);
    return describe(tx);
  });

  door.handle(contract.changeSender, async ({ tx, actor, body }) => {
    const fixed = mailFrom !== undefined && (body.senderName !== null || body.senderAddress !== null);
    if (fixed) throw new AppError('not_possible_now');
    const before = await mailWay(tx);
    if (await changeSettings(tx, actor, body, languages)) {
      await tellMailWayChange(tx, { by: actor.accountId, what: 'sender', before });
    }
    return describe(tx);
  });

  door.handle(contract.changeLogo, async ({ tx, actor, file, request }) => {
    await changeLogo(tx, actor, file, request.headers['content-type'] ?? '');
    return describe(tx);
  });

  door.handle(contract.removeLogo, async ({ tx, actor }) => {
    await removeLogo(tx, actor);
    return describe(tx);
  });

  door.handle(serverContract.getMailServer, ({ tx }) => describeMailServer(tx, mailServers));

  door.handleApart(serverContract.changeMailServer, (call) => {
    const { actor, body } = call;
    const { serverPassword: _, ...same } = body;
    return answerOnceApart(db, serverContract.changeMailServer, call, {
      same,
      work: (settle) => changeMailServer(parts, actor, { change: body, settle }),
      restore: () =>
        withOrganization(db, actor.organizationId, (tx) => describeChanged(tx, parts, actor, body)),
    });
  });

  door.handle(serverContract.removeMailServer, ({ tx, actor }) => removeMailServer(tx, actor, parts));
}
