import { apiBase } from './define-route.ts';
import type { RequestOf, ResponseOf, RouteDefinition } from './define-route.ts';
import type { Problem } from './errors.ts';

/** A refusal of the server, with its problem details. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  /** Seconds after which asking again makes sense, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** The server could not be reached, or answered something that is not ours. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A proxy before the server takes no request as large as this one (413); the server has never seen it. */
export class TooLargeForProxy extends Error {
  override readonly name = 'TooLargeForProxy';
}

export interface CallOptions {
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

interface LooseRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly file?: Blob;
}

/**
 * Makes the one function by which web, command line and tests call the API:
 * `call(listInvitations, { query: { state: 'pending' } })`.
 * @param origin where the server is, without a path; empty for the page's own.
 * @throws ApiProblem, NoAnswer, TooLargeForProxy
 */
export function createClient(
  origin: string,
  send: typeof fetch,
  headers: Readonly<Record<string, string>> = {},
) {
  return async function call<R extends RouteDefinition>(
    route: R,
    ...[request, options]: object extends RequestOf<R>
      ? [request?: RequestOf<R>, options?: CallOptions]
      : [request: RequestOf<R>, options?: CallOptions]
  ): Promise<ResponseOf<R>> {
    const { params, query, body, file } = (request ?? {}) as LooseRequest;
    const response = await send(origin + pathOf(route, params, query), {
      method: route.method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options?.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // Its content type goes with it.
      ...(file === undefined ? {} : { body: file }),
      ...(options?.signal ? { signal: options.signal } : {}),
    }).catch((cause: unknown) => {
      throw new NoAnswer('no answer', { cause });
    });
    return (await readAnswer(response, route.download !== undefined)) as ResponseOf<R>;
  };
}

/** Where a request goes, for whoever only leads there. */
export function addressOf<R extends RouteDefinition>(route: R, request: RequestOf<R>): string {
  const { params, query } = request as LooseRequest;
  return pathOf(route, params, query);
}

function pathOf(
  route: RouteDefinition,
  params: LooseRequest['params'] = {},
  query: LooseRequest['query'] = {},
): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return apiBase + path + (search.size > 0 ? `?${search.toString()}` : '');
}

async function readAnswer(response: Response, isFile: boolean): Promise<unknown> {
  if (response.status === 204) return undefined;
  if (response.ok && isFile) return readFile(response);
  const body: unknown = await response.json().catch((cause: unknown) => {
    if (response.status === 413) throw new TooLargeForProxy('too large for a proxy', { cause });
    throw new NoAnswer('not an answer of ours', { cause });
  });
  if (response.ok) return body;
  if (isProblem(body)) throw new ApiProblem(body, retryAfterOf(response));
  throw new NoAnswer('not an answer of ours');
}

/** A file that breaks off is none: nobody takes a part for the whole. */
function readFile(response: Response): Promise<Blob> {
  return response.blob().catch((cause: unknown) => {
    throw new NoAnswer('the file broke off', { cause });
  });
}

/** RFC 9110 10.2.3, in its form of seconds, which is the only one the server sends. */
function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'requestId' in body;
}
