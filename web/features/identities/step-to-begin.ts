import type { Identity } from '../../../contract/identities.ts';
import type { FormSection } from '../../../contract/identity-form.ts';

/** Where the guided steps of an identity begin: where its draft was left, else at what was given back, else with the first. */
export function stepToBegin(
  { step, reasons }: Pick<Identity, 'step' | 'reasons'>,
  sections: readonly FormSection[],
): string | undefined {
  if (step !== null) return step;
  // The alias is asked for before any section.
  if ('alias' in reasons) return undefined;
  return sections.find(({ fields }) => fields.some(({ key }) => key in reasons))?.key;
}
