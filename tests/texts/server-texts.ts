import { parseSync, Visitor } from 'vite';
import { readTexts } from './catalog-folder.ts';
import { placeOf, type SourceFile } from './source-files.ts';

/** What the markup of a mail says between its tags. Styles are no text. */
export function writtenInMails(file: SourceFile): string[] {
  const found: string[] = [];
  new Visitor({
    TaggedTemplateExpression: (node) => {
      if (node.tag.type !== 'Identifier' || node.tag.name !== 'html') return;
      // The sign stands where a value does, so that a tag in several parts is still seen as one.
      const markup = node.quasi.quasis.map((part) => part.value.raw).join('·');
      const words = markup
        .replaceAll(/<style>.*<\/style>/gs, '')
        .replaceAll(/<!--.*?-->/gs, '')
        .replaceAll(/<[^>]*>/g, '·')
        .replaceAll(/&[#\w]+;/g, '')
        .split('·')
        .filter((text) => /\p{L}/u.test(text));
      found.push(...words.map((text) => `${placeOf(file, node.start)}: "${text.trim()}"`));
    },
  }).visit(parseSync(file.path, file.text).program);
  return found;
}

const errors = readTexts('en', 'errors');

/** The codes given to `refuseField` that `locales/en/errors.json` knows nothing of. */
export function codesWithoutText(file: SourceFile): string[] {
  const found: string[] = [];
  new Visitor({
    CallExpression: (node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'refuseField') return;
      const code = node.arguments[1];
      if (code?.type !== 'Literal' || typeof code.value !== 'string' || hasText(code.value)) return;
      found.push(`${placeOf(file, node.start)}: errors.json lacks "${code.value}"`);
    },
  }).visit(parseSync(file.path, file.text).program);
  return found;
}

const hasText = (code: string) => errors.has(code) || errors.has(`${code}_other`);
