import type { FieldValue } from '../../../contract/identities.ts';
import type { PersonRequest } from '../../../contract/registration.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import { todayIn } from '../../platform/day.ts';
import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { can } from '../permissions/can.ts';
import type { Actor } from '../sessions/actor.ts';
import { checkChanges, findGaps } from './check-changes.ts';
import type { Problems } from './check-changes.ts';
import { fieldsOf, findForm } from './find-form.ts';
import { takesEffectAtOnce, validationProblems } from './policy.ts';

type Requested = PersonRequest['identity'];

export interface PlannedIdentity {
  readonly values: ReadonlyMap<string, FieldValue>;
  /** In force at once; else it waits for a reviewer. */
  readonly isFinal: boolean;
  /** By the path of the field: `identity.fields.tax_code`. */
  readonly problems: Problems;
}

export interface IdentityPlan {
  readonly formVersion: number;
  readonly form: ReadonlyMap<string, FormField>;
  /** In the order of the people; undefined for who is registered without. */
  readonly people: readonly (PlannedIdentity | undefined)[];
}

/** What registering these identities would do, and everything that speaks against it. Nothing is written. */
export async function planIdentities(
  tx: Tx,
  texts: Texts,
  actor: Actor,
  people: readonly Requested[],
): Promise<IdentityPlan | undefined> {
  // Most registrations are of accounts alone, and ask nothing of the form.
  if (people.every((identity) => identity === undefined)) return undefined;
  const { version: formVersion, ...sections } = await findForm(tx, texts);
  const form = fieldsOf(sections);
  const rules = { form, editor: 'reviewer', today: todayIn(actor.timeZone) } as const;
  const isAllowed = can(actor, 'user-management:can_register_identity');
  const plan = ({ fields, validate }: NonNullable<Requested>): PlannedIdentity => {
    const isFinal = takesEffectAtOnce(actor, validate);
    if (!isAllowed) return { values: new Map(), isFinal, problems: forbidden };
    const { values: checked, problems } = checkChanges(fields, rules);
    const values = new Map([...checked].flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
    // A value that was refused is not missing as well.
    const gaps = {
      ...findGaps({ alias: null, values }, rules),
      ...problems,
      ...validationProblems(actor, validate),
    };
    return { values, isFinal, problems: underIdentity(gaps) };
  };
  return { formVersion, form, people: people.map((identity) => identity && plan(identity)) };
}

const forbidden: Problems = { identity: [{ code: 'identity.needs_can_register' }] };

function underIdentity(problems: Problems): Problems {
  return Object.fromEntries(Object.entries(problems).map(([path, found]) => [`identity.${path}`, found]));
}
