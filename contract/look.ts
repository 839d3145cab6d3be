import { z } from 'zod';

/** How an organization's pages look, before sign-in and after. */
export const lookSchema = z.object({
  /** The shades of the accent as the theme numbers them, and the wash of dark pages; null: the product's own. */
  accent: z.object({ shades: z.array(z.string()), darkWash: z.string() }).nullable(),
  /** The address of the logo; null: the product's own sign. */
  logo: z.string().nullable(),
});
export type Look = z.output<typeof lookSchema>;
