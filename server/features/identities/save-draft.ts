import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { FieldChanges } from '../../../contract/identities.ts';
import { AppError } from '../../platform/app-error.ts';
import { todayIn } from '../../platform/day.ts';
import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Texts } from '../../platform/texts.ts';
import type { Actor } from '../sessions/actor.ts';
import { checkChanges } from './check-changes.ts';
import type { CheckRules, Problems } from './check-changes.ts';
import { findContents, noContent, openContent, storeContent } from './content.ts';
import type { Content } from './content.ts';
import { displayName } from './display-name.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { lockOrBeginIdentity } from './lock-identity.ts';
import type { LockedIdentity } from './lock-identity.ts';
import type { Reader } from './policy.ts';

export interface IdentityParts {
  readonly texts: Texts;
  readonly seal: Seal;
}

export interface DraftChanges {
  /** The version that was looked at; absent: whatever there is. */
  readonly version?: number | undefined;
  readonly fields?: FieldChanges | undefined;
  readonly alias?: string | null | undefined;
  /** Where the guided steps are left; absent: where they were. */
  readonly step?: string | undefined;
}

export interface DraftRequest {
  readonly accountId: string;
  readonly actor: Actor;
  readonly editor: Reader;
  readonly changes: DraftChanges;
  /** Once handed in for someone, nobody else has to look at it. */
  readonly isFinal?: boolean;
}

/** What a change was made to and what came of it, while the identity's row is locked. */
export interface OpenDraft {
  readonly identity: LockedIdentity;
  readonly content: Content;
  readonly rules: CheckRules;
  readonly formVersion: number;
  readonly allowsAlias: boolean;
}

/**
 * Saves what was filled in so far; what was handed in already is a draft again (P23). The account exists.
 * @throws {AppError} stale_version, not_acceptable with every problem at its field
 */
export async function saveDraft(tx: Tx, parts: IdentityParts, request: DraftRequest): Promise<OpenDraft> {
  const opened = await openDraft(tx, parts, request);
  const { version } = request.changes;
  if (version !== undefined && version !== opened.identity.version) throw new AppError('stale_version');
  const content = changedContent(opened, request.changes);
  const isNew = opened.identity.version === 0;
  if (!isNew && isDeepStrictEqual(content, opened.content)) {
    await noteStep(tx, opened.identity, request.changes);
    return opened;
  }
  return writeDraft(tx, parts, request, { ...opened, content });
}

async function openDraft(tx: Tx, { texts, seal }: IdentityParts, request: DraftRequest): Promise<OpenDraft> {
  const { accountId, actor, editor } = request;
  const identity = await lockOrBeginIdentity(tx, accountId);
  const { version: formVersion, allowsAlias, sections } = await findForm(tx, texts);
  const stored = (await findContents(tx, accountId, [identity.version])).get(identity.version);
  const content = openContent(seal, { organizationId: tx.organizationId, accountId }, stored ?? noContent);
  const rules = { form: fieldsOf({ sections }), editor, today: todayIn(actor.timeZone) };
  return { identity, content, rules, formVersion, allowsAlias };
}

/** @throws {AppError} not_acceptable */
function changedContent({ content, rules, allowsAlias }: OpenDraft, changes: DraftChanges): Content {
  const { values: changed, problems } = checkChanges(changes.fields ?? {}, rules);
  const alias = changes.alias === undefined ? content.alias : changes.alias;
  const isForbidden = alias !== null && alias !== content.alias && !allowsAlias;
  const fields = { ...problems, ...(isForbidden && { alias: [{ code: 'identity.alias_not_allowed' }] }) };
  if (Object.keys(fields).length > 0) throw new AppError(refusalOf(problems), { fields });
  const values = new Map(content.values);
  for (const [key, value] of changed) {
    if (value === null) values.delete(key);
    else values.set(key, value);
  }
  return { alias, values };
}

/** A key that nobody heard of is no verdict on a value (ruling 22). */
function refusalOf(problems: Problems): 'malformed_request' | 'not_acceptable' {
  const codes = Object.values(problems).flatMap((found) => found.map(({ code }) => code));
  return codes.includes('identity.unknown_field') ? 'malformed_request' : 'not_acceptable';
}

/**
 * As the next version: a draft is changed in place, anything else stays as it was seen.
 * @throws {AppError} stale_version when the account was closed meanwhile: then nothing waits of it any more
 */
export async function writeDraft(
  tx: Tx,
  { seal }: IdentityParts,
  { accountId, actor, changes: { step } }: DraftRequest,
  draft: OpenDraft,
): Promise<OpenDraft> {
  const { identity, content, rules, formVersion } = draft;
  const version = identity.version + 1;
  const owner = { organizationId: tx.organizationId, accountId };
  const { alias, fields, sealed } = storeContent(seal, owner, rules.form, content);
  const row = {
    version,
    formVersion,
    alias,
    fields: JSON.stringify(fields),
    sealed: JSON.stringify(sealed),
    savedBy: actor.accountId,
    savedAt: sql<Date>`now()`,
    ...(step !== undefined && { step }),
  };
  if (identity.pendingState === 'draft') {
    await versionRow(tx, identity).set(row).execute();
  } else {
    if (identity.pendingState === 'submitted') {
      await versionRow(tx, identity).set({ state: 'withdrawn' }).execute();
    }
    await tx
      .insertInto('identityVersion')
      .values({ ...owner, ...row, state: 'draft' })
      .execute();
  }
  const state = identity.state === 'validated' ? identity.state : 'draft';
  const { numUpdatedRows } = await tx
    .updateTable('identity')
    .set({ version, state, pendingState: 'draft', pendingNews, pendingName: displayName(content) })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where(isOpen)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new AppError('stale_version');
  return { ...draft, identity: { ...identity, version, state, pendingState: 'draft' } };
}

/** What is under way stays what it was, until it comes again after it was returned. */
const pendingNews = sql<string>`case when pending_state = 'returned' then 'corrected'
  else coalesce(pending_news, case when state = 'validated' then 'changed' else 'first' end) end`;

const isOpen = sql<boolean>`exists (select from person p where p.organization_id = identity.organization_id
  and p.id = identity.account_id and p.state <> 'closed')`;

/** To go on is no change of what it holds: the version stays, and whoever saw it may save. */
async function noteStep(tx: Tx, identity: LockedIdentity, { step }: DraftChanges): Promise<void> {
  if (step === undefined || identity.pendingState !== 'draft') return;
  await versionRow(tx, identity).set({ step }).execute();
}

function versionRow(tx: Tx, { accountId, version }: LockedIdentity) {
  return tx
    .updateTable('identityVersion')
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('version', '=', version);
}
