import { errorStatus } from '../../../contract/errors.ts';
import type { ErrorCode, Problem } from '../../../contract/errors.ts';
import type { AppError, FieldProblem } from '../app-error.ts';
import type { Text } from '../texts.ts';

/** The text under a key that is made at run time; an unknown one is a bug and shows as its name. */
export function textOf(t: Text, key: string, values?: FieldProblem['values']): string {
  return (t as unknown as (key: string, values?: object) => string)(`errors:${key}`, values ?? {});
}

/** A refusal as RFC 9457 problem details, in the reader's language. */
export function problemOf(error: AppError, t: Text, requestId: string): Problem {
  const { fields, values, organization, permission, reason } = error.data;
  const name = textName(error);
  const known = { ...(permission && { permission }), ...values };
  return {
    type: `about:blank#${error.code}`,
    title: textOf(t, `problems.${name}.title`, known),
    status: errorStatus[error.code],
    code: error.code,
    detail: textOf(t, `problems.${name}.detail`, known),
    requestId,
    ...(fields && { fields: fieldsOf(fields, t) }),
    ...(organization && { organization }),
    ...(permission && { permission }),
    ...(reason && { reason }),
  };
}

function textName({
  code,
  data,
}: AppError):
  | ErrorCode
  | 'forbidden_without_identity'
  | 'forbidden_held_less_long'
  | 'forbidden_founder_only' {
  if (code !== 'forbidden') return code;
  if (data.reason === 'held_less_long') return 'forbidden_held_less_long';
  if (data.reason === 'identity_not_validated') return 'forbidden_without_identity';
  return data.permission === undefined ? 'forbidden_founder_only' : code;
}

function fieldsOf(fields: Readonly<Record<string, readonly FieldProblem[]>>, t: Text): Problem['fields'] {
  return Object.fromEntries(
    Object.entries(fields).map(([path, problems]) => [
      path,
      problems.map(({ code, values }) => ({ code, message: textOf(t, code, values) })),
    ]),
  );
}
