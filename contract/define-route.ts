import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';

/** Where every route of the API stands. */
export const apiBase = '/api/v1';

/** How long a given password opens what is marked `fresh` (P17). */
export const freshMinutes = 10;

/**
 * Who may call a route. `public`: anybody. `signed-in`: any live session, an account without an identity
 * included. `founder`: the organization's founder. Otherwise the one permission that the caller must hold.
 */
export type RoutePermission = 'public' | 'signed-in' | 'founder' | Permission;

export interface RouteDefinition {
  /** The name of the operation, unique: OpenAPI's operationId. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `apiBase`, parameters in braces: `/invitations/{id}`. */
  readonly path: string;
  readonly permission: RoutePermission;
  /**
   * What a thief of an unlocked screen must not be able to do (P17): answers 428 until the password was given within
   * the last `freshMinutes`, at sign-in or by `confirmPassword`. The pages ask for it wherever it is needed.
   */
  readonly fresh?: true;
  /** For persons only: no API key passes, whatever it may. So is what asks for no permission, or for a fresh sign-in. */
  readonly personal?: true;
  /** One line for the readable documentation. */
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /**
   * Instead of a body of JSON (or as an alternative, where there is a `body` too): a file of one of these media types, at
   * most so many bytes. `isStreamed`: handed on as it comes, for files that are larger than memory.
   */
  readonly upload?: {
    readonly types: readonly string[];
    readonly bytes: number;
    readonly isStreamed?: true;
  };
  /** 204 exactly when there is neither `answer` nor `download`. */
  readonly status: 200 | 201 | 202 | 204;
  readonly answer?: z.ZodType;
  /** Instead of an answer of JSON: a file of one of these media types, sent as it is made. */
  readonly download?: readonly string[];
  /** What this route may refuse with, beyond what every route may (`commonErrors`). */
  readonly errors: readonly ErrorCode[];
  /** Answers repeats with the same `Idempotency-Key` once (ruling 9); what opens its own transactions sees to it itself. */
  readonly idempotent?: boolean;
}

/** Keeps the exact types of one route; a route without a permission does not compile. */
export function defineRoute<const R extends RouteDefinition>(route: R): R {
  return route;
}

/** Whether a program may call it with an API key. */
export function isOpenToKeys({ permission, fresh, personal }: RouteDefinition): boolean {
  return !['public', 'signed-in', 'founder'].includes(permission) && !fresh && !personal;
}

type Input<S> = S extends z.ZodType ? z.input<S> : undefined;
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type Part<R, K extends string> = R extends { readonly [P in K]: infer S } ? S : undefined;

/** What the server's handler is given: parsed and normalised. */
export type ParamsOf<R> = Output<Part<R, 'params'>>;
export type QueryOf<R> = Output<Part<R, 'query'>>;
export type BodyOf<R> = Output<Part<R, 'body'>>;
/** What the server's handler gives back, before it is stripped. */
export type AnswerOf<R> =
  Part<R, 'answer'> extends z.ZodType
    ? z.input<Part<R, 'answer'>>
    : R extends { readonly download: readonly string[] }
      ? FileAnswer
      : void;

/** A file, made while it is read: what breaks off breaks the connection, so that nobody takes a part for the whole. */
export interface FileAnswer {
  /** With its charset. */
  readonly type: string;
  /** Absent: for reading as it comes, not for keeping. */
  readonly filename?: string;
  readonly content: AsyncIterable<string | Uint8Array>;
}

// What may be empty may be left out.
type Given<K extends string, V> = V extends undefined
  ? unknown
  : object extends V
    ? { readonly [P in K]?: V }
    : { readonly [P in K]: V };

/** What a client of the route sends, and what it gets. */
export type RequestOf<R> = Given<'params', Input<Part<R, 'params'>>> &
  (Input<Part<R, 'query'>> extends undefined ? unknown : { readonly query?: Input<Part<R, 'query'>> }) &
  (R extends { readonly upload: object } ? UploadOf<R> : Given<'body', Input<Part<R, 'body'>>>);

type UploadOf<R> = R extends { readonly body: z.ZodType }
  ? { readonly file: Blob } | { readonly body: Input<Part<R, 'body'>> }
  : { readonly file: Blob };

export type ResponseOf<R> =
  Part<R, 'answer'> extends z.ZodType
    ? z.output<Part<R, 'answer'>>
    : R extends { readonly download: readonly string[] }
      ? Blob
      : void;
