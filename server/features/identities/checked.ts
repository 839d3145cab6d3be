import type { FieldValue } from '../../../contract/identities.ts';
import type { FieldProblem } from '../../platform/app-error.ts';

/** A value as it is kept, or what speaks against it; `part` names the line of an address. */
export type Checked =
  | { readonly ok: true; readonly value: FieldValue | null }
  | { readonly ok: false; readonly problems: readonly (FieldProblem & { readonly part?: string })[] };

export function refused(code: string, values?: FieldProblem['values']): Checked {
  return { ok: false, problems: [{ code, ...(values && { values }) }] };
}
