import type { Text } from './texts.ts';
import { unlinkedLines, unlinkedName } from './unlinked.ts';

/** The plain twin of a mail: its paragraphs, an empty line between them; what is absent leaves no gap. */
export function plainMail(paragraphs: readonly (string | readonly string[] | undefined)[]): string {
  const present = paragraphs.filter((paragraph) => paragraph !== undefined);
  return `${present.map((lines) => (typeof lines === 'string' ? lines : lines.join('\n'))).join('\n\n')}\n`;
}

/** What a person wrote, each line marked as theirs, so that none passes for a sentence of ours. */
export function plainQuote(message: string, author: string): string[] {
  return [...unlinkedLines(message), unlinkedName(author)].map((line) => `> ${line}`.trimEnd());
}

/** Steps under a title, numbered. */
export function plainSteps(title: string, lines: readonly string[]): string[] {
  return [title, ...lines.map((line, index) => `${index + 1}. ${line}`)];
}

/** Who the mail comes from, as its last line. */
export function plainSignature(
  t: Text,
  { organizationName, publicUrl }: { readonly organizationName: string; readonly publicUrl: string },
): string {
  return t('mail:signedBy', {
    organization: unlinkedName(organizationName),
    site: new URL(publicUrl).host,
  });
}
