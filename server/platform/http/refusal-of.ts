import type { FastifyError } from 'fastify';
import pg from 'pg';
import type { z } from 'zod';
import { AppError } from '../app-error.ts';
import type { FieldProblem } from '../app-error.ts';
import { RunAgain } from '../retry-deadlocks.ts';

/** Which refusal a broken constraint means: its name in the schema is the key. */
export type ConstraintRefusals = Readonly<Record<string, () => AppError>>;

// Seconds that a client should wait while the database comes back (F7).
const retryAfter = 2;

/** Whatever was thrown, as a refusal; undefined means a bug of ours, to be logged and answered 500. */
export function refusalOf(error: unknown, constraints: ConstraintRefusals): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof pg.DatabaseError && error.constraint !== undefined) {
    const refusal = constraints[error.constraint]?.();
    if (refusal) return refusal;
  }
  if (error instanceof RunAgain) return new AppError('overloaded', { retryAfter });
  if (isUnavailable(error)) return new AppError('unavailable', { retryAfter });
  if (isNoText(error)) return new AppError('malformed_request');
  return refusalOfFramework(error);
}

/** Verdicts of a request schema: a wrong shape is malformed (400), a wrong value not acceptable (422). */
export function refusalOfSchema(error: z.ZodError): AppError {
  const verdicts = error.issues.flatMap((issue) =>
    pathsOf(issue).map((path) => ({
      field: path.filter(Boolean).join('.'),
      verdict: verdictOf(issue),
    })),
  );
  // Grouped in a Map: a key of the request may be called `constructor` (T31).
  const byField = Map.groupBy(verdicts, ({ field }) => field);
  const fields = Object.fromEntries(
    [...byField].map(([field, found]) => [field, found.map(({ verdict }) => verdict)]),
  );
  return new AppError(error.issues.some(isMalformed) ? 'malformed_request' : 'not_acceptable', { fields });
}

function pathsOf(issue: z.core.$ZodIssue): string[][] {
  const path = issue.path.map(String);
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
}

function isMalformed(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'custom') return issue.params?.['malformed'] === true;
  return (
    issue.code === 'invalid_type' || issue.code === 'unrecognized_keys' || issue.code === 'invalid_union'
  );
}

function verdictOf(issue: z.core.$ZodIssue): FieldProblem {
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string') {
    const { code, ...values } = issue.params as { code: string } & Record<string, string | number>;
    return { code, values };
  }
  if (issue.code === 'unrecognized_keys') return { code: 'request.unknown_key' };
  if (issue.code === 'invalid_type') return { code: 'request.wrong_type' };
  if (issue.code === 'too_small' && issue.origin === 'string') return { code: 'request.required' };
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return { code: 'request.too_long', values: { maximum: Number(issue.maximum) } };
  }
  if (issue.code === 'invalid_value') return { code: 'request.invalid_choice' };
  return { code: 'request.invalid' };
}

const frameworkRefusals: Readonly<Record<string, () => AppError>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new AppError('unsupported_media_type'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new AppError('too_large'),
};

function refusalOfFramework(error: unknown): AppError | undefined {
  if (!isOfFramework(error)) return undefined;
  const known = frameworkRefusals[error.code];
  // Everything else that Fastify itself refuses is a request it could not read: JSON, length, address.
  return known ? known() : new AppError('malformed_request');
}

/** Whether Fastify refused to read a request, before anything of ours saw it. */
export function isOfFramework(error: unknown): error is FastifyError {
  const { statusCode } = error instanceof Error ? (error as Partial<FastifyError>) : {};
  return !(error instanceof AppError) && statusCode !== undefined && statusCode >= 400 && statusCode < 500;
}

/**
 * https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, resources, operator's orders, and a race
 * that was lost more often than it is run again.
 */
const unavailableStates = /^(08...|53...|57P0[1-5]|58030|25006|40001|40P01)$/;
/** character_not_in_repertoire, untranslatable_character: a NUL, which no text of PostgreSQL can hold. */
const noTextStates = ['22021', '22P05'];
const unavailableCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
];

function isNoText(error: unknown): boolean {
  return error instanceof pg.DatabaseError && noTextStates.includes(error.code ?? '');
}

function isUnavailable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return unavailableStates.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: string };
  if (code !== undefined && unavailableCodes.includes(code)) return true;
  // What the client says when a connection breaks or none can be had in time; it gives no code for these.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  );
}
