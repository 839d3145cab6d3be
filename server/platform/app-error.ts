import type { ErrorCode } from '../../contract/errors.ts';

/** One verdict on one field; `code` names a text of `locales/<language>/errors.json`. */
export interface FieldProblem {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface AppErrorData {
  /** By the dotted path of the field in the request: `account.email`. */
  readonly fields?: Readonly<Record<string, readonly FieldProblem[]>>;
  /** Filled into the text of `detail`. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** For whoever shows that they dealt with it: a link of it that ended. */
  readonly organization?: { readonly name: string; readonly slug: string };
  readonly permission?: string;
  readonly reason?: 'not_granted' | 'held_less_long' | 'identity_not_validated';
  /** Whole seconds, for 429 and 503. */
  readonly retryAfter?: number;
}

/** A refusal with one code of the closed set; everything else that is thrown answers 500. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly data: AppErrorData;

  constructor(code: ErrorCode, data: AppErrorData = {}) {
    super(code);
    this.code = code;
    this.data = data;
  }
}

/** A value that is well-formed but not acceptable, told at its field. */
export function refuseField(path: string, code: string, values?: FieldProblem['values']): AppError {
  return new AppError('not_acceptable', { fields: { [path]: [{ code, ...(values && { values }) }] } });
}
