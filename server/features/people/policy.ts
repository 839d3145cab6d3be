import type { ErrorCode } from '../../../contract/errors.ts';
import type { Permission } from '../../../contract/permissions.ts';
import type { AccountState, IdentityState } from '../../../contract/shared-schemas.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';

/** What is done to a whole account. */
export type LifeAct = 'suspend' | 'reactivate' | 'close' | 'erase';

export interface PersonFacts {
  readonly id: string;
  readonly state: AccountState;
  readonly isFounder: boolean;
}

export type WhoActs = Pick<Actor, 'accountId' | 'permissions' | 'isFounder'>;

/** From which states an act leads on; `closed` leads to nothing but erasure. */
export const statesBefore: Readonly<Record<LifeAct, readonly AccountState[]>> = {
  suspend: ['active'],
  reactivate: ['suspended'],
  close: ['invited', 'active', 'suspended'],
  erase: ['invited', 'active', 'suspended', 'closed'],
};

const permissionFor: Readonly<Record<LifeAct, Permission>> = {
  suspend: 'user-management:can_suspend',
  reactivate: 'user-management:can_suspend',
  close: 'user-management:can_close',
  erase: 'user-management:can_erase',
};

/**
 * What stands against an act on this person: nobody locks themselves out, and the founder's account is active as long
 * as it is the founder's (P22). That the actor holds the permission was asked at the door.
 */
export function refusalOfAct(
  act: LifeAct,
  { accountId }: Pick<WhoActs, 'accountId'>,
  { id, state, isFounder }: PersonFacts,
): ErrorCode | undefined {
  if (isFounder) return 'founder_stays';
  if (id === accountId) return 'own_account';
  return statesBefore[act].includes(state) ? undefined : 'not_possible_now';
}

/** Nobody but the founder changes the founder's account; of what is closed nothing changes any more. */
export function refusalOfChange(
  { accountId }: Pick<WhoActs, 'accountId'>,
  { id, state, isFounder }: PersonFacts,
): ErrorCode | undefined {
  if (isFounder && id !== accountId) return 'founder_stays';
  return state === 'closed' ? 'not_possible_now' : undefined;
}

/** In what part they meet the identity of somebody else (item 9): who handles identities sees what reviewers see. */
export function readerOf(actor: Pick<WhoActs, 'permissions'>): 'reviewer' | 'colleague' {
  const handles =
    can(actor, 'user-management:can_validate_identity') ||
    can(actor, 'user-management:can_register_identity');
  return handles ? 'reviewer' : 'colleague';
}

export interface PersonAtHand extends PersonFacts {
  readonly identityState: IdentityState;
  /** What is under way beside the version in force. */
  readonly pending: Extract<IdentityState, 'draft' | 'submitted' | 'returned'> | null;
}

/** What a row of the registry offers, and the page of the person too; the server decides again. */
export function rowAbilitiesOf(actor: WhoActs, person: PersonAtHand) {
  const { id, state, identityState, pending } = person;
  const may = (act: LifeAct) =>
    can(actor, permissionFor[act]) && refusalOfAct(act, actor, person) === undefined;
  const isOther = id !== actor.accountId;
  const registers = can(actor, 'user-management:can_register_identity');
  const underWay = identityState === 'validated' ? (pending ?? identityState) : identityState;
  const isToFill = underWay === 'none' || underWay === 'draft' || underWay === 'returned';
  return {
    suspend: may('suspend'),
    reactivate: may('reactivate'),
    close: may('close'),
    registerIdentity: registers && isOther && isToFill && state !== 'closed',
    review:
      can(actor, 'user-management:can_validate_identity') &&
      isOther &&
      underWay === 'submitted' &&
      state !== 'closed',
    ask: registers && isOther && isToFill && state === 'active',
    askForUpdate:
      registers && isOther && state === 'active' && identityState === 'validated' && underWay !== 'submitted',
  };
}

/** What the page offers; the server decides again. */
export function abilitiesOf(actor: WhoActs, person: PersonAtHand) {
  const isOther = person.id !== actor.accountId;
  return {
    ...rowAbilitiesOf(actor, person),
    change:
      can(actor, 'user-management:can_register_identity') && refusalOfChange(actor, person) === undefined,
    erase: can(actor, permissionFor.erase) && refusalOfAct('erase', actor, person) === undefined,
    export: can(actor, 'user-management:can_export'),
    reveal: can(actor, 'user-management:can_validate_identity'),
    handOver: actor.isFounder && isOther && person.state === 'active' && person.identityState === 'validated',
  };
}
