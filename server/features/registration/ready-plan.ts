import type { PersonRequest } from '../../../contract/registration.ts';
import { AppError } from '../../platform/app-error.ts';
import type { FieldProblem } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database.ts';
import type { Actor } from '../sessions/actor.ts';
import { planRegistrations } from './plan-registrations.ts';
import type { PlannedRegistration, PlanParts, RegistrationPlan } from './plan-registrations.ts';

/** A plan against which nothing speaks. @throws {AppError} not_acceptable with every problem at its field */
export async function readyPlan(
  tx: Tx,
  parts: PlanParts,
  actor: Actor,
  people: readonly PersonRequest[],
): Promise<RegistrationPlan> {
  const plan = await planRegistrations(tx, parts, actor, people);
  const fields = problemsByField(plan.people);
  if (Object.keys(fields).length > 0) throw new AppError('not_acceptable', { fields });
  return plan;
}

/** One person's fields stand as they are named in the request; those of many under the person's place. */
function problemsByField(people: readonly PlannedRegistration[]): Record<string, readonly FieldProblem[]> {
  return Object.fromEntries(
    people.flatMap(({ problems }, index) =>
      Object.entries(problems).map(([path, found]) => [
        people.length === 1 ? path : `${index}.${path}`,
        found,
      ]),
    ),
  );
}
