import { z } from 'zod';

/** UUIDv7 of any record. */
export const idSchema = z.uuid();

/** RFC 3339 in UTC. */
export const instantSchema = z.iso.datetime({ offset: true });

/** `YYYY-MM-DD`, a day in the organization's time zone, of the years 1000 to 2999: PostgreSQL knows no year 0. */
export const dateSchema = z.iso.date().refine((day) => /^[12]/.test(day));

/**
 * When a mail leaves: an instant, or the time on a wall clock (`2026-12-01T09:00`), which is then one of the person's
 * time zone.
 */
export const sendAtSchema = z.iso
  .datetime({ offset: true, local: true })
  .max(40)
  // Of the years 1000 to 2999, as a day.
  .refine((moment) => /^[12]/.test(moment));

/** The name of an IANA time zone; whether PostgreSQL knows it is asked where it is used. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_+/-]+$/);

/** The secret part of a link. Anything but a string of a sane length is malformed, never "wrong" (P7). */
export const tokenSchema = z.string().superRefine((value, context) => {
  if (value.length < 1 || value.length > 500) {
    context.addIssue({ code: 'custom', params: { malformed: true } });
  }
});

/** What one may call a new password before the rules about it are asked: only its size is bounded here. */
export const passwordSchema = z.string().superRefine((value, context) => {
  if (value.length > 1024)
    context.addIssue({ code: 'custom', params: { code: 'password.too_long', maximum: 256 } });
});

export const idParams = z.strictObject({ id: idSchema });

/** The query of every list; `cursor` is the id of the last row seen. */
export const listQuery = {
  query: z.string().max(254).optional().describe('What to look for.'),
  cursor: idSchema.optional().describe('The `nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many items at most.'),
};

/** A page of a list. `total` is exact up to 10,000. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: idSchema.nullable(),
    total: z.union([z.int(), z.object({ atLeast: z.int() })]),
  });
}

export const populationSchema = z.enum(['internal', 'external']);
export type Population = z.output<typeof populationSchema>;

/** A BCP 47 language tag; whether a catalog exists for it is asked where it is used. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/);

export const accountStateSchema = z.enum(['invited', 'active', 'suspended', 'closed']);
export type AccountState = z.output<typeof accountStateSchema>;

export const identityStateSchema = z.enum(['none', 'draft', 'submitted', 'returned', 'validated']);
export type IdentityState = z.output<typeof identityStateSchema>;

/** A person as lists and pages name them: `name` is the identity's where there is one, else the username. */
export const personSchema = z.object({
  id: idSchema,
  name: z.string(),
  username: z.string(),
  email: z.string(),
});
