import { parseSync, Visitor } from 'vite';
import { placeOf, type SourceFile } from './source-files.ts';

/** CSS that means left or right, whichever way the page is read; `inline-start`, `inset-inline-end` … mean the text's. */
const properties =
  /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:/g;
const values = /(?<![\w-])(?:text-align|float|clear|justify-content|justify-items)\s*:\s*(?:left|right)\b/g;

/** The same as style objects and Mantine's properties in code. */
const names =
  /^(?:left|right|ml|mr|pl|pr|(?:margin|padding|borderLeft|borderRight|scrollMargin)(?:Left|Right)\w*|border(?:Left|Right)\w*|border(?:Top|Bottom)(?:Left|Right)Radius)$/;

/** Where a style sheet names a physical side. */
export function sidesInStyles(file: SourceFile): string[] {
  const text = file.text.replaceAll(/\/\*.*?\*\//gs, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  return [...text.matchAll(properties), ...text.matchAll(values)].map(
    (found) => `${placeOf(file, found.index)}: ${found[0]}`,
  );
}

/** Where a page's code does: `style={{ marginLeft: 8 }}`, `<Box ml={8}>`, `textAlign: 'left'`, `ta="right"`. */
export function sidesInCode(file: SourceFile): string[] {
  const found: string[] = [];
  const check = (name: string, start: number, value: unknown) => {
    const aligned = ['textAlign', 'ta', 'float'].includes(name) && (value === 'left' || value === 'right');
    if (names.test(name) || aligned) found.push(`${placeOf(file, start)}: ${name}`);
  };
  new Visitor({
    JSXAttribute: ({ name, value, start }) => {
      if (name.type === 'JSXIdentifier') check(name.name, start, value?.type === 'Literal' && value.value);
    },
    Property: ({ key, value, start }) => {
      if (key.type === 'Identifier') check(key.name, start, value.type === 'Literal' && value.value);
    },
  }).visit(parseSync(file.path, file.text).program);
  return found;
}

/** Icons that point along the line; `flip` mirrors them with the page. */
const pointing =
  /^Icon(?:Arrow|Chevron|Caret|Chevrons)(?:Narrow)?(?:Left|Right|BackUp|ForwardUp)|^Icon(?:Logout|Send)/;

/** Where such an icon would point the wrong way when the page is mirrored. */
export function unflippedIcons(file: SourceFile): string[] {
  const found: string[] = [];
  new Visitor({
    JSXOpeningElement: ({ name, start, end }) => {
      if (name.type !== 'JSXIdentifier' || !pointing.test(name.name)) return;
      if (!/\bflip\b/.test(file.text.slice(start, end))) found.push(`${placeOf(file, start)}: ${name.name}`);
    },
  }).visit(parseSync(file.path, file.text).program);
  return found;
}
