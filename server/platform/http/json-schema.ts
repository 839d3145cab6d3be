import { z } from 'zod';

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** Named schemas of a document, which stand in it once. */
export type SchemaComponents = Map<string, JsonSchema>;

/** Where a named schema stands in the document. */
export const componentBase = '#/components/schemas/';

/**
 * A schema of the contract; what has a name goes to the components.
 * @param io what is sent (unknown keys are refused), or what comes back (keys may be added later)
 */
export function jsonSchemaOf(
  schema: z.ZodType,
  io: 'input' | 'output',
  components: SchemaComponents,
): JsonSchema {
  const made = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  const { $schema: _, $defs = {}, ...whole } = made;
  for (const [name, definition] of Object.entries($defs)) components.set(name, readable(definition, io));
  const { id, ...plain } = readable(whole, io) as JsonSchema & { id?: string };
  if (id === undefined) return plain;
  components.set(id, plain);
  return { $ref: componentBase + id };
}

function readable(value: object, io: 'input' | 'output'): JsonSchema {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !isNoise(value, key, inner, io))
      .map(([key, inner]): [string, unknown] => [
        key,
        key === '$ref' ? String(inner).replace('#/$defs/', componentBase) : readableInner(inner, io),
      ]),
  );
}

function readableInner(value: unknown, io: 'input' | 'output'): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown) => readableInner(inner, io));
  return typeof value === 'object' && value !== null ? readable(value, io) : value;
}

/** What a reader of the document learns nothing from. */
function isNoise(schema: object, key: string, value: unknown, io: 'input' | 'output'): boolean {
  if (key === 'pattern') return typeof value === 'string' && 'format' in schema;
  if (key === 'minimum' || key === 'maximum') return Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER;
  return key === 'additionalProperties' && value === false && io === 'output';
}
