import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { BodyOf, ParamsOf, QueryOf, RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';
import type { FileOf, Parsed } from './call.ts';
import { refusalOfSchema } from './refusal-of.ts';
import { fileOf, isJson } from './take-file.ts';

/** @throws {AppError} not_found, malformed_request, not_acceptable */
export function parseRequest<R extends RouteDefinition>(
  route: R,
  request: FastifyRequest,
  reply: FastifyReply,
): Parsed<R> {
  const hasFile = route.upload !== undefined && !(route.body && isJson(request));
  return {
    params: parseParams(route, request.params) as ParamsOf<R>,
    query: parsePart(route.query ?? nothing, request.query) as QueryOf<R>,
    body: (hasFile ? undefined : parseBody(route, request)) as BodyOf<R>,
    file: (hasFile ? fileOf(request, route) : undefined) as FileOf<R>,
    request,
    reply,
  };
}

/** What can't be the name of anything is answered as the name of nothing (P18). */
function parseParams(route: RouteDefinition, given: unknown): unknown {
  if (!route.params) return undefined;
  const result = route.params.safeParse(given);
  if (!result.success) throw new AppError('not_found');
  return result.data;
}

function parseBody(route: RouteDefinition, request: FastifyRequest): unknown {
  return parsePart(route.body ?? noBody(route), bodyOf(route, request));
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

function parsePart(schema: z.ZodType | undefined, given: unknown): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(given);
  if (!result.success) throw refusalOfSchema(result.error);
  return result.data;
}
