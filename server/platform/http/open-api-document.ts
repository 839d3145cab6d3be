import type { z } from 'zod';
import { apiBase, isOpenToKeys } from '../../../contract/define-route.ts';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { commonErrors, errorStatus, problemSchema } from '../../../contract/errors.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import type { RouteGroup } from '../../../contract/routes.ts';
import { jsonSchemaOf } from './json-schema.ts';
import type { JsonSchema, SchemaComponents } from './json-schema.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

interface Response {
  readonly description: string;
  readonly content?: Content;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** Who may call it: `public`, `signed-in`, `founder` or a permission. */
  readonly 'x-permission': string;
  /** Needs the password of the last minutes (P17). */
  readonly 'x-fresh-sign-in'?: true;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: object;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: object;
  };
}

/** The contract as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1). */
export function openApiDocument(groups: readonly RouteGroup[], origin: string): OpenApiDocument {
  const components: SchemaComponents = new Map();
  const problem = jsonSchemaOf(problemSchema, 'output', components);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const { name, routes } of groups) {
    for (const route of routes) {
      const path = (paths[apiBase + route.path] ??= {});
      path[route.method.toLowerCase()] = operationOf(route, name, components, problem);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Foyer',
      version: '1',
      description: 'Every act of the pages, for programs.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    tags: groups.map(({ name, about }) => ({ name, description: about })),
    paths,
    components: {
      schemas: Object.fromEntries([...components].toSorted(([one], [other]) => one.localeCompare(other))),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookieNameOf(origin) },
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key made under Settings, API keys.' },
      },
    },
  };
}

/** As the sessions name it: a `__Host-` cookie needs https. */
function cookieNameOf(origin: string): string {
  return origin.startsWith('https:') ? '__Host-foyer' : 'foyer';
}

function operationOf(
  route: RouteDefinition,
  tag: string,
  components: SchemaComponents,
  problem: JsonSchema,
): Operation {
  const content = (schema: z.ZodType, io: 'input' | 'output') => ({
    content: { 'application/json': { schema: jsonSchemaOf(schema, io, components) } },
  });
  return {
    operationId: route.name,
    summary: route.summary,
    description: `Permission: \`${route.permission}\`.${route.fresh ? ' Needs a fresh sign-in.' : ''}`,
    tags: [tag],
    security: securityOf(route),
    'x-permission': route.permission,
    ...(route.fresh && { 'x-fresh-sign-in': true as const }),
    parameters: parametersOf(route, components),
    ...((route.body ?? route.upload) && {
      requestBody: {
        required: true,
        content: {
          ...(route.body && content(route.body, 'input').content),
          ...(route.upload && uploadOf(route.upload.types)),
        },
      },
    }),
    responses: {
      [route.status]: {
        description: 'Done',
        ...(route.answer && content(route.answer, 'output')),
        ...(route.download && filesOf(route.download)),
      },
      ...refusalsOf(route, problem),
    },
  };
}

function filesOf(types: readonly string[]): { readonly content: Content } {
  return { content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])) };
}

function securityOf(route: RouteDefinition): Operation['security'] {
  if (route.permission === 'public') return [];
  return isOpenToKeys(route) ? [{ session: [] }, { apiKey: [] }] : [{ session: [] }];
}

/** The bytes of a file, as OpenAPI 3.1 says it: a media type without a schema. */
function uploadOf(types: readonly string[]): Content {
  return Object.fromEntries(types.map((type) => [type, { schema: {} }]));
}

function parametersOf(route: RouteDefinition, components: SchemaComponents): Parameter[] {
  const listed = (['path', 'query'] as const).flatMap((place) => {
    const shape = (place === 'path' ? route.params : route.query)?.shape ?? {};
    return Object.entries(shape as Readonly<Record<string, z.ZodType>>).map(([name, part]) => {
      const { description, ...schema } = jsonSchemaOf(part, 'input', components);
      const required = place === 'path' || !part.safeParse(undefined).success;
      return { name, in: place, required, ...(description && { description }), schema };
    });
  });
  const key = {
    name: 'Idempotency-Key',
    in: 'header' as const,
    required: false,
    description: 'Repeats with the same key and body are answered once, for 24 hours.',
    schema: { type: 'string', maxLength: 255 },
  };
  return route.idempotent ? [...listed, key] : listed;
}

function refusalsOf(route: RouteDefinition, problem: JsonSchema): Record<string, Response> {
  const byKey: readonly ErrorCode[] = isOpenToKeys(route) ? [] : ['not_for_api_keys'];
  const signedIn: readonly ErrorCode[] =
    route.permission === 'public' ? [] : ['not_signed_in', 'wrong_api_key', 'forbidden', ...byKey];
  const repeated: readonly ErrorCode[] = route.idempotent
    ? ['request_in_flight', 'already_answered', 'idempotency_key_reused']
    : [];
  const fresh: readonly ErrorCode[] = route.fresh ? ['fresh_sign_in_needed'] : [];
  const codes = new Set([...route.errors, ...signedIn, ...fresh, ...repeated, ...commonErrors]);
  const byStatus = Map.groupBy(codes, (code) => errorStatus[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      { description: group.join(', '), content: { 'application/problem+json': { schema: problem } } },
    ]),
  );
}
