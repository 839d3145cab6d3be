import type { RoutePermission } from '../../../contract/define-route.ts';
import type { Permission } from '../../../contract/permissions.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Actor } from '../sessions/actor.ts';

/** Whether this is in force for the actor now; default deny. */
export function can(actor: Pick<Actor, 'permissions'>, permission: Permission): boolean {
  return actor.permissions.has(permission);
}

/** What every signed-in route asks at the door. @throws {AppError} forbidden, saying what is missing and why */
export function authorize(
  actor: Pick<Actor, 'permissions' | 'isFounder' | 'granted'>,
  needed: RoutePermission,
): void {
  if (needed === 'public' || needed === 'signed-in') return;
  if (needed === 'founder') {
    if (!actor.isFounder) throw new AppError('forbidden');
    return;
  }
  if (can(actor, needed)) return;
  const reason = actor.granted.has(needed) ? 'identity_not_validated' : 'not_granted';
  throw new AppError('forbidden', { permission: needed, reason });
}
