import { z } from 'zod';

/** What a parser of one field says: the value as it is kept, or why it is refused. */
export type Parsed<Reason extends string> =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: Reason; readonly values?: Values };

/** Numbers that a refusal's text names. */
type Values = Readonly<Record<string, number>>;

/**
 * A zod string that runs a parser: the output is the parsed value; a refusal is an issue whose params carry
 * `code`, the key of its text in `locales/<language>/errors.json` (`<field>.<reason>`), and the text's numbers.
 */
export function parsedText<Reason extends string>(field: string, parse: (input: string) => Parsed<Reason>) {
  return z.string().transform((input, context) => {
    const parsed = parse(input);
    if (parsed.ok) return parsed.value;
    const code = `${field}.${parsed.reason}`;
    context.addIssue({ code: 'custom', message: code, params: { ...parsed.values, code } });
    return z.NEVER;
  });
}
