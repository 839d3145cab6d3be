import { createHash } from 'node:crypto';

/** Names one plan of an import: who applies it says which one they looked at. */
export function planHashOf({ id, revision }: { readonly id: string; readonly revision: number }): string {
  return createHash('sha256').update(`${id} ${revision}`).digest('base64url').slice(0, 22);
}
