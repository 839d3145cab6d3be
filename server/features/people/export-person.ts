import { AppError } from '../../platform/app-error.ts';
import type { FileAnswer } from '../../../contract/define-route.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
import { todayIn } from '../../platform/day.ts';
import { recordActivity } from '../activity/record-activity.ts';
import type { ExportReader } from '../identities/export-identity.ts';
import type { IdentityParts } from '../identities/save-draft.ts';
import type { Actor } from '../sessions/actor.ts';
import { actsOf } from './acts-of.ts';
import { collectRecord } from './person-record.ts';
import type { PersonRecord } from './person-record.ts';
import { recordAsHtml } from './record-as-html.ts';
import { recordAsJson } from './record-as-json.ts';

interface ExportRequest {
  readonly accountId: string;
  readonly to: ExportReader;
  readonly format: 'json' | 'html';
  /** Throws once the reader may not read any more (P15). */
  readonly check: () => Promise<void>;
}

const mediaTypes = { json: 'application/json; charset=utf-8', html: 'text/html; charset=utf-8' } as const;

/** Everything of one person as a file; noted, with the names of the hidden fields in it, before its first line leaves. */
export async function exportPerson(
  db: Db,
  parts: IdentityParts,
  actor: Actor,
  { accountId, to, format, check }: ExportRequest,
): Promise<FileAnswer> {
  const { organizationId, timeZone, language } = actor;
  const record = await withOrganization(db, organizationId, async (tx) => {
    const collected = await collectRecord(tx, parts, accountId, to);
    const subject = { type: 'account', id: accountId } as const;
    const fields = hiddenOnes(collected);
    await recordActivity(tx, actor.origin, [
      { action: 'account.data_exported', actorId: actor.accountId, subject, fields },
    ]);
    return collected;
  });
  const acts = actsOf(db, { organizationId, accountId, timeZone, check });
  const reading = { t: parts.texts(language), language };
  return {
    type: mediaTypes[format],
    filename: `person-${todayIn(timeZone)}.${format}`,
    content: format === 'json' ? recordAsJson(record, acts) : recordAsHtml(record, acts, reading),
  };
}

function hiddenOnes({ identity: { form, versions } }: PersonRecord): string[] {
  const keys = new Set(versions.flatMap(({ fields }) => Object.keys(fields)));
  return [...keys].filter((key) => form.get(key)?.sensitive === true);
}

/** For `check`: whoever reads is there, and still may. */
export function stillMay(
  whoIsThere: () => Promise<Actor | undefined>,
  may: (actor: Actor) => boolean,
): () => Promise<void> {
  return async () => {
    const actor = await whoIsThere();
    if (!actor || !may(actor)) throw new AppError('not_signed_in');
  };
}
