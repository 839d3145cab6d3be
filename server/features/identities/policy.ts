import type { FormField } from '../../../contract/identity-form.ts';

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
