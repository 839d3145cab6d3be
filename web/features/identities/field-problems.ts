import { ApiProblem } from '../../../contract/client.ts';

type Errors = Readonly<Record<string, string>>;

/** The server's words by field, of those whose path begins so: `fields.`; empty where no field is the reason. */
export function fieldProblems(error: unknown, prefix: string): Errors {
  const fields = error instanceof ApiProblem ? (error.problem.fields ?? {}) : {};
  return Object.fromEntries(
    Object.entries(fields).map(([path, problems]) => [
      path.startsWith(prefix) ? path.slice(prefix.length) : path,
      problems.map(({ message }) => message).join(' '),
    ]),
  );
}

/** Without those of a field and of its lines: `home`, `home.city`. */
export function withoutField(errors: Errors, key: string): Errors {
  return Object.fromEntries(
    Object.entries(errors).filter(([path]) => path !== key && !path.startsWith(`${key}.`)),
  );
}
