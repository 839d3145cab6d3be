import { z } from 'zod';
import { apiBase } from '../../../contract/define-route.ts';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { commonErrors, errorStatus, problemSchema } from '../../../contract/errors.ts';
import type { ErrorCode } from '../../../contract/errors.ts';

type JsonSchema = Record<string, unknown>;

/** The contract as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1). */
export function openApiDocument(routes: readonly RouteDefinition[], origin: string) {
  const components = new Map<string, JsonSchema>();
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => hoist(toJsonSchema(schema, io), components);
  const problem = schemaOf(problemSchema, 'output');
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    (paths[apiBase + route.path] ??= {})[route.method.toLowerCase()] = operationOf(route, schemaOf, problem);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Foyer', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: origin }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(components),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-foyer' } },
    },
  };
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
}

/** Named schemas stand in `$defs` of each that uses them; in the document they stand once. */
function hoist(
  { $schema: _, $defs, ...schema }: JsonSchema,
  components: Map<string, JsonSchema>,
): JsonSchema {
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
    components.set(name, rewrite(definition) as JsonSchema);
  }
  const { id, ...plain } = rewrite(schema) as JsonSchema & { id?: string };
  if (id === undefined) return plain;
  components.set(id, plain);
  return { $ref: `#/components/schemas/${id}` };
}

function rewrite(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewrite);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : rewrite(inner),
    ]),
  );
}

/** The first part of the path: what the operations of one thing have in common. */
function tagOf({ path }: RouteDefinition): string {
  return path.split('/')[1] ?? '';
}

function operationOf(
  route: RouteDefinition,
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => JsonSchema,
  problem: JsonSchema,
) {
  return {
    operationId: route.name,
    summary: route.summary,
    description: `Permission: \`${route.permission}\`.`,
    tags: [tagOf(route)],
    security: route.permission === 'public' ? [] : [{ session: [] }],
    parameters: parametersOf(route, schemaOf),
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    responses: {
      [route.status]: {
        description: 'Done',
        ...(route.answer && {
          content: { 'application/json': { schema: schemaOf(route.answer, 'output') } },
        }),
      },
      ...refusalsOf(route, problem),
    },
  };
}

function parametersOf(route: RouteDefinition, schemaOf: (schema: z.ZodType, io: 'input') => JsonSchema) {
  const listed = (['path', 'query'] as const).flatMap((place) => {
    const schema = place === 'path' ? route.params : route.query;
    return Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
      name,
      in: place,
      required: place === 'path' || !(part as z.ZodType).safeParse(undefined).success,
      schema: schemaOf(part as z.ZodType, 'input'),
    }));
  });
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 255 },
  };
  return route.idempotent ? [...listed, key] : listed;
}

function refusalsOf(route: RouteDefinition, problem: JsonSchema) {
  const signedIn: readonly ErrorCode[] = route.permission === 'public' ? [] : ['not_signed_in', 'forbidden'];
  const codes = [...new Set([...route.errors, ...signedIn, ...commonErrors])];
  const byStatus = Map.groupBy(codes, (code) => errorStatus[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      { description: group.join(', '), content: { 'application/problem+json': { schema: problem } } },
    ]),
  );
}
