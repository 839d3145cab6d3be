import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { ActivityAction } from '../../../contract/activity-actions.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import { recordActivity } from '../activity/record-activity.ts';
import { acceptVersion } from './accept-version.ts';
import { findGaps } from './check-changes.ts';
import { findContents, openContent } from './content.ts';
import type { Content } from './content.ts';
import type { DraftRequest, IdentityParts, OpenDraft } from './save-draft.ts';
import { saveDraft, writeDraft } from './save-draft.ts';
import { answerUpdateRequest } from './update-requests.ts';

export interface HandedIn {
  /** `submitted`: it waits for a reviewer. */
  readonly outcome: 'validated' | 'submitted';
  readonly version: number;
  /** The personal code was given now. */
  readonly isFirst: boolean;
}

/**
 * Hands an identity in, with a last change if there is one. In force at once: the founder's own first, changes of nothing
 * verified, and what someone registers who may validate. Anything else waits for a reviewer.
 * @throws {AppError} stale_version, not_possible_now when there is nothing to hand in, not_acceptable with every problem
 */
export async function submitIdentity(tx: Tx, parts: IdentityParts, request: DraftRequest): Promise<HandedIn> {
  const draft = await readyDraft(tx, parts, request);
  const inForce = await contentInForce(tx, parts, draft);
  const changed = changedKeys(inForce, draft);
  const { version, personalCode } = draft.identity;
  const isFirst = personalCode === null;
  await noteSubmission(tx, draft);
  await answerUpdateRequest(tx, request.accountId);
  if (takesEffect(request, draft, changed)) {
    const decidedBy = request.editor === 'person' ? null : request.actor.accountId;
    await acceptVersion(tx, draft.identity, { content: draft.content, decidedBy });
    await note(tx, request, {
      action: actionOf(request, isFirst),
      fields: changed,
    });
    return { outcome: 'validated', version, isFirst };
  }
  await setSubmitted(tx, draft);
  await note(tx, request, {
    action: request.editor === 'person' ? 'identity.submitted' : 'identity.registered',
    fields: changed,
  });
  return { outcome: 'submitted', version, isFirst };
}

function actionOf({ editor }: DraftRequest, isFirst: boolean): ActivityAction {
  if (editor !== 'person') return 'identity.registered';
  return isFirst ? 'identity.validated' : 'identity.changed';
}

async function readyDraft(tx: Tx, parts: IdentityParts, request: DraftRequest): Promise<OpenDraft> {
  const saved = await saveDraft(tx, parts, request);
  const { pendingState } = saved.identity;
  if (pendingState === null || pendingState === 'submitted') throw new AppError('not_possible_now');
  const gaps = findGaps(saved.content, saved.rules);
  const isForbidden = saved.content.alias !== null && !saved.allowsAlias;
  const fields = { ...gaps, ...(isForbidden && { alias: [{ code: 'identity.alias_not_allowed' }] }) };
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
  // What was returned comes again as a version of its own, even unchanged: its number names what is reviewed.
  return pendingState === 'returned' ? writeDraft(tx, parts, request, saved) : saved;
}

async function contentInForce(tx: Tx, { seal }: IdentityParts, { identity }: OpenDraft) {
  const { accountId, versionInForce } = identity;
  if (versionInForce === null) return undefined;
  const stored = (await findContents(tx, accountId, [versionInForce])).get(versionInForce);
  return stored && openContent(seal, { organizationId: tx.organizationId, accountId }, stored);
}

/** Fields that differ, in the order of the form; `alias` stands for the alias. */
function changedKeys(before: Content | undefined, { content: after, rules }: OpenDraft): string[] {
  const changed = [...rules.form.keys()].filter(
    (key) => !isDeepStrictEqual(before?.values.get(key), after.values.get(key)),
  );
  return [...((before?.alias ?? null) === after.alias ? [] : ['alias']), ...changed];
}

/** Whether nobody has to look at it first. */
function takesEffect(
  { actor, editor, isFinal = false }: DraftRequest,
  { identity, rules }: OpenDraft,
  changed: readonly string[],
): boolean {
  if (editor !== 'person') return isFinal;
  if (identity.state !== 'validated') return actor.isFounder && identity.personalCode === null;
  return changed.every((key) => key !== 'alias' && rules.form.get(key)?.verified === false);
}

async function noteSubmission(tx: Tx, { identity: { accountId, version } }: OpenDraft): Promise<void> {
  await tx
    .updateTable('identityVersion')
    .set({ state: 'submitted', submittedAt: sql`now()` })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .where('version', '=', version)
    .execute();
}

async function setSubmitted(tx: Tx, { identity: { accountId, state } }: OpenDraft): Promise<void> {
  await tx
    .updateTable('identity')
    .set({
      state: state === 'validated' ? state : 'submitted',
      pendingState: 'submitted',
      submittedAt: sql`now()`,
    })
    .where('organizationId', '=', tx.organizationId)
    .where('accountId', '=', accountId)
    .execute();
}

async function note(
  tx: Tx,
  { actor, accountId }: DraftRequest,
  { action, fields }: { readonly action: ActivityAction; readonly fields: readonly string[] },
): Promise<void> {
  await recordActivity(tx, actor.origin, [
    { action, actorId: actor.accountId, subject: { type: 'account', id: accountId }, fields },
  ]);
}
