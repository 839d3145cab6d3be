import { deriveUsername, usernameLimits } from '../../../contract/username.ts';
import type { AvailabilityCheck } from './use-availability.ts';

export interface DerivedUsername {
  /** What the field shows. */
  readonly value: string;
  /** Whether the operator wrote it; an emptied field goes back to the derived one. */
  readonly edited: boolean;
  /** Whether the server said that the derived one is free. */
  readonly confirmed: boolean;
  /** The name that the address would have given, had it not been taken. */
  readonly insteadOf: string | undefined;
  /** In words: whose it is easily taken for. */
  readonly alike: string | undefined;
  readonly edit: (value: string) => void;
}

/**
 * The username that follows the email until the operator writes another one. The server's answer knows which name is
 * free; until it is there the same rule derives it here.
 */
export function derivedUsername(
  { email, typed, check }: { email: string; typed: string; check: AvailabilityCheck },
  edit: (value: string) => void,
): DerivedUsername {
  if (typed !== '')
    return { value: typed, edited: true, confirmed: false, insteadOf: undefined, alike: undefined, edit };
  const plain = canDerive(email) ? deriveUsername(email.trim()) : '';
  const answer = check.answerFor(email);
  const free = answer?.derivedUsername;
  return {
    value: free ?? plain,
    edited: false,
    confirmed: free !== undefined,
    insteadOf: free !== undefined && free !== plain ? plain : undefined,
    alike: answer?.derivedReason?.message,
    edit,
  };
}

/** A name of one or two letters is filled from the domain, so it waits for it. */
function canDerive(email: string): boolean {
  const [localPart = '', domain = ''] = email.trim().split('@', 2);
  return localPart !== '' && (localPart.length >= usernameLimits.shortest || domain !== '');
}
