import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import { apiBase, isOpenToKeys } from '../../../contract/define-route.ts';
import type {
  AnswerOf,
  BodyOf,
  FileAnswer,
  ParamsOf,
  QueryOf,
  RouteDefinition,
} from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import { withOrganization } from '../database.ts';
import type { Db, Tx } from '../database.ts';
import { answerOnce, idempotencyKey, digestOf } from './idempotency.ts';
import type { AnswerSecrets } from './idempotency.ts';
import type { Origin } from './origin.ts';
import { shareTurns } from '../share-turns.ts';
import { refusalOfSchema } from './refusal-of.ts';
import { sendFile } from './send-file.ts';
import { fileOf, routeWithFile } from './take-file.ts';

/** What the door itself asks of who calls. */
export interface Caller {
  readonly accountId: string;
  readonly hasFreshSignIn: boolean;
  readonly origin: Pick<Origin, 'apiKeyId'>;
}

/** Who stands at the door: how a session's cookie or a program's key is read, and what its bearer may open. */
export interface Guard<Actor extends Caller> {
  /**
   * The organization that cookie or key names; undefined without a cookie of the right form.
   * @throws {AppError} wrong_api_key, malformed_request
   */
  organizationOf(request: FastifyRequest): string | undefined;
  /** Who calls, for each of the requests, which all name the organization of `tx`; or why nobody does. */
  admitAll(tx: Tx, requests: readonly FastifyRequest[]): Promise<readonly (Actor | AppError)[]>;
  /** @throws {AppError} forbidden */
  authorize(actor: Actor, permission: RouteDefinition['permission']): void;
  /** Counts who is not let in, outside of any transaction. @throws {AppError} too_many_requests, in its place */
  noteRefusal(request: FastifyRequest, error: unknown): Promise<void>;
}

type Given = Pick<Parsed<RouteDefinition>, 'request' | 'reply'>;

type FileOf<R> = R extends { readonly upload: object } ? Buffer : undefined;

interface Parsed<R> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Of an upload: its bytes, of one of the types that the route takes. */
  readonly file: FileOf<R>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A call inside one transaction of the caller's organization; there is no other handle in scope. */
export type Call<R, Actor> = Parsed<R> & { readonly tx: Tx; readonly actor: Actor };

/** One of the calls that share a transaction of their organization. */
export type SharedCall<R, Actor> = Parsed<R> & { readonly actor: Actor };

/** A call that opens its own transactions: before an organization is known, or around slow hashing. */
export type CallApart<R, Actor> = Parsed<R> & {
  readonly db: Db;
  /** Who calls; public routes ask for it themselves, by `whoIsThere`. */
  readonly actor: R extends { readonly permission: 'public' } ? undefined : Actor;
  /** The bearer of the cookie, if it is a live session's. */
  whoIsThere(): Promise<Actor | undefined>;
};

export interface Door<Actor> {
  /** Signed-in routes: admitted, authorized, run and committed in one transaction. */
  handle<R extends RouteDefinition>(
    route: R,
    work: (call: Call<R, Actor>) => Promise<AnswerOf<R>>,
    /** For idempotent routes whose answer holds a secret. */
    secrets?: AnswerSecrets<AnswerOf<R>>,
  ): void;
  /**
   * Reads that many ask at once: those who come while others are being answered share the next transaction
   * (docs/decisions/033-shared-reads.md). Each is let in, or not, for itself.
   * @param work answers in the order of its calls
   */
  handleShared<R extends RouteDefinition>(
    route: R,
    work: (tx: Tx, calls: readonly SharedCall<R, Actor>[]) => Promise<readonly AnswerOf<R>[]>,
  ): void;
  /** Routes that may not hold a transaction while they work: admitted and authorized in one of its own. */
  handleApart<R extends RouteDefinition>(
    route: R,
    work: (call: CallApart<R, Actor>) => Promise<AnswerOf<R>>,
  ): void;
  /** Every route that was given a handler; a test compares it with the contract. */
  readonly handled: readonly RouteDefinition[];
}

export function createDoor<Actor extends Caller>(
  app: FastifyInstance,
  db: Db,
  guard: Guard<Actor>,
): Door<Actor> {
  const handled: RouteDefinition[] = [];

  function listen(
    route: RouteDefinition,
    answer: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  ): void {
    handled.push(route);
    const options: RouteOptions = {
      method: route.method,
      url: apiBase + route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      // A HEAD would make the whole file, and note that it was read.
      exposeHeadRoute: route.download === undefined,
      // A stranger's body is not even read.
      onRequest: async (request) => {
        if (route.permission !== 'public') await noting(request, async () => organizationOf(guard, request));
      },
      handler: async (request, reply) => {
        const result = await noting(request, () => answer(request, reply));
        reply.code(route.status);
        if (route.download) return sendFile(reply, result as FileAnswer);
        return route.answer ? route.answer.parse(result) : reply.send();
      },
    };
    if (route.upload) routeWithFile(app, options, route.upload);
    else app.route(options);
  }

  async function noting<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await guard.noteRefusal(request, error);
      throw error;
    }
  }

  /** Whoever may not come in learns nothing of what the route would have said to their request. */
  function letIn(route: RouteDefinition, actor: Actor | AppError = new AppError('not_signed_in')): Actor {
    if (actor instanceof AppError) throw actor;
    if (actor.origin.apiKeyId !== undefined && !isOpenToKeys(route)) throw new AppError('not_for_api_keys');
    guard.authorize(actor, route.permission);
    if (route.fresh && !actor.hasFreshSignIn) throw new AppError('fresh_sign_in_needed');
    return actor;
  }

  async function admit(tx: Tx, route: RouteDefinition, request: FastifyRequest): Promise<Actor> {
    const [actor] = await guard.admitAll(tx, [request]);
    return letIn(route, actor);
  }

  return {
    handled,
    handle: (route, work, secrets) =>
      listen(route, (request, reply) =>
        withOrganization(db, organizationOf(guard, request), async (tx) => {
          const actor = await admit(tx, route, request);
          const parsed = { ...parse(route, request), request, reply };
          const run = () => work({ ...parsed, tx, actor });
          const key = route.idempotent ? idempotencyKey(request.headers['idempotency-key']) : undefined;
          if (key === undefined) return run();
          const digest = digestOf(parsed.params, parsed.body);
          const repeatable = { accountId: actor.accountId, route: route.name, key, digest };
          return answerOnce(
            tx,
            repeatable,
            run as () => Promise<object>,
            secrets as AnswerSecrets<object> | undefined,
          );
        }),
      ),
    handleShared: <R extends RouteDefinition>(
      route: R,
      work: (tx: Tx, calls: readonly SharedCall<R, Actor>[]) => Promise<readonly AnswerOf<R>[]>,
    ) => {
      const ask = shareTurns((organizationId: string, given: readonly Given[]) =>
        withOrganization(db, organizationId, async (tx) => {
          const actors = await guard.admitAll(
            tx,
            given.map(({ request }) => request),
          );
          const calls = given.map(({ request, reply }, index) =>
            refusalOr(() => {
              const actor = letIn(route, actors[index]);
              return { ...parse(route, request), request, reply, actor };
            }),
          );
          const answers = (await work(tx, calls.filter(isNoRefusal))).values();
          return calls.map((call) => (isNoRefusal(call) ? answers.next().value : call));
        }),
      );
      listen(route, async (request, reply) => {
        const answer = await ask(organizationOf(guard, request), { request, reply });
        if (answer instanceof AppError) throw answer;
        return answer;
      });
    },
    handleApart: <R extends RouteDefinition>(
      route: R,
      work: (call: CallApart<R, Actor>) => Promise<AnswerOf<R>>,
    ) =>
      listen(route, async (request, reply) => {
        const actor =
          route.permission === 'public'
            ? undefined
            : await withOrganization(db, organizationOf(guard, request), (tx) => admit(tx, route, request));
        const parsed = { ...parse(route, request), request, reply };
        const known = actor as CallApart<R, Actor>['actor'];
        return work({ ...parsed, db, actor: known, whoIsThere: () => whoIsThere(db, guard, request) });
      }),
  };
}

function organizationOf<A extends Caller>(guard: Guard<A>, request: FastifyRequest): string {
  const organizationId = guard.organizationOf(request);
  if (organizationId === undefined) throw new AppError('not_signed_in');
  return organizationId;
}

/** A person only: a program is nobody who could join. */
async function whoIsThere<A extends Caller>(
  db: Db,
  guard: Guard<A>,
  request: FastifyRequest,
): Promise<A | undefined> {
  const organizationId = guard.organizationOf(request);
  if (organizationId === undefined) return undefined;
  const [actor] = await withOrganization(db, organizationId, (tx) => guard.admitAll(tx, [request]));
  return actor === undefined || actor instanceof AppError || actor.origin.apiKeyId !== undefined
    ? undefined
    : actor;
}

/** So that one call's refusal is not all others'. */
function refusalOr<T>(work: () => T): T | AppError {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const isNoRefusal = <T>(outcome: T | AppError): outcome is T => !(outcome instanceof AppError);

function parse<R extends RouteDefinition>(route: R, request: FastifyRequest) {
  return {
    params: parseParams(route, request.params) as ParamsOf<R>,
    query: parsePart(route.query ?? nothing, request.query, '') as QueryOf<R>,
    body: (route.upload ? undefined : parseBody(route, request)) as BodyOf<R>,
    file: (route.upload ? fileOf(request) : undefined) as FileOf<R>,
  };
}

function parseBody(route: RouteDefinition, request: FastifyRequest): unknown {
  return parsePart(route.body ?? noBody(route), bodyOf(route, request), '');
}

/** A body in which nothing is needed may be left out; one that says `null` is not left out. */
function bodyOf({ body }: RouteDefinition, request: FastifyRequest): unknown {
  const isLeftOut = request.headers['content-type'] === undefined;
  return isLeftOut && body?.safeParse({}).success === true ? {} : (request.body ?? undefined);
}

const nothing = z.strictObject({});

/** A write without a body may send an empty object: many clients can't send none with a JSON content type. */
function noBody(route: RouteDefinition): z.ZodType | undefined {
  return route.method === 'GET' ? undefined : nothing.optional();
}

/** What can't be the name of anything is answered as the name of nothing (P18). */
function parseParams(route: RouteDefinition, given: unknown): unknown {
  if (!route.params) return undefined;
  const result = route.params.safeParse(given);
  if (!result.success) throw new AppError('not_found');
  return result.data;
}

function parsePart(schema: z.ZodType | undefined, given: unknown, prefix: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(given);
  if (!result.success) throw refusalOfSchema(result.error, prefix);
  return result.data;
}
