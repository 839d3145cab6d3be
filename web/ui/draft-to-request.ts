import type { z } from 'zod';

/** The request of a filled-in form: an optional field that was left empty is left out. */
export function draftToRequest(schema: z.ZodObject, draft: unknown): Record<string, unknown> {
  const values = draft as Record<string, unknown>;
  const entries = Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    const part = (schema.shape as Readonly<Record<string, z.core.$ZodType>>)[key];
    if (part?._zod.def.type === 'object') return [[key, draftToRequest(part as z.ZodObject, value)]];
    const leftOut = value === undefined || (value === '' && part?._zod.def.type === 'optional');
    return leftOut ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}
