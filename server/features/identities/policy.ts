import type { FormField } from '../../../contract/identity-form.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';

/**
 * In what part someone meets an identity: the person it is about, one who registers or reviews identities, or anybody else
 * who may open the person's page.
 */
export type Reader = 'person' | 'reviewer' | 'colleague';

/** Nobody is kept from what is written about themselves. */
export function canSee({ sees }: Pick<FormField, 'sees'>, reader: Reader): boolean {
  if (reader === 'person' || sees === 'everybody') return true;
  return reader === 'reviewer' && sees === 'reviewers';
}

export function canEdit({ edits }: Pick<FormField, 'edits'>, editor: Reader): boolean {
  if (editor === 'colleague') return false;
  return edits === 'everybody' || (edits === 'person') === (editor === 'person');
}

/**
 * Whether what someone registers for another is in force at once: they may validate, and do not leave it to a reviewer.
 * @param wanted absent: as far as they may
 */
export function takesEffectAtOnce(actor: Pick<Actor, 'permissions'>, wanted: boolean | undefined): boolean {
  return wanted !== false && can(actor, 'user-management:can_validate_identity');
}

/** Nobody is told that something is in force which then waits. */
export function validationProblems(
  actor: Pick<Actor, 'permissions'>,
  wanted: boolean | undefined,
): Readonly<Record<string, readonly FieldProblem[]>> {
  const isRefused = wanted === true && !takesEffectAtOnce(actor, wanted);
  return isRefused ? { validate: [{ code: 'identity.needs_can_validate' }] } : {};
}
