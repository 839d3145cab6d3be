import { parseSync, Visitor, type ESTree } from 'vite';
import { placeOf, type SourceFile } from './source-files.ts';

/** Attributes whose value a person reads or hears. */
const spoken = new Set([
  ...['title', 'label', 'placeholder', 'alt', 'description', 'hint', 'legend', 'summary', 'intro', 'heading'],
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder'],
]);

/** Signs and names of keys that are the same in every language. */
const allowed = new Set(['Foyer', 'Ctrl', 'Esc', 'Tab', 'Enter', 'K']);

/** What a page shows that does not come out of a catalog. */
export function hardCodedTexts(file: SourceFile): string[] {
  const { program, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path}: ${errors[0]?.message ?? ''}`);
  const found: string[] = [];
  const check = ({ text, start }: Piece) => {
    if (isWords(text)) found.push(`${placeOf(file, start)}: "${text.trim()}"`);
  };
  new Visitor({
    JSXText: (node) => check({ text: node.value, start: node.start }),
    JSXExpressionContainer: (node) => {
      // A child; the values of attributes are looked at below, by their names.
      if (!isAttributeValue(file.text, node.start)) textsIn(node.expression).forEach(check);
    },
    JSXAttribute: (node) => {
      if (node.value && spoken.has(nameOf(node.name))) textsIn(node.value).forEach(check);
    },
    CallExpression: (node) => {
      const [message] = node.arguments;
      if (message && node.callee.type === 'Identifier' && node.callee.name === 'showToast') {
        textsIn(message).forEach(check);
      }
    },
  }).visit(program);
  return found;
}

interface Piece {
  readonly text: string;
  readonly start: number;
}

/** The literal texts that an expression may be worth: itself, its branches, the fixed parts of a template. */
function textsIn(node: ESTree.Node): Piece[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [{ text: node.value, start: node.start }] : [];
    case 'TemplateLiteral':
      return node.quasis.map((part) => ({ text: part.value.raw, start: part.start }));
    case 'ConditionalExpression':
      return [...textsIn(node.consequent), ...textsIn(node.alternate)];
    case 'LogicalExpression':
      return [...textsIn(node.left), ...textsIn(node.right)];
    case 'BinaryExpression':
      return node.operator === '+' ? [...textsIn(node.left), ...textsIn(node.right)] : [];
    case 'JSXExpressionContainer':
      return textsIn(node.expression);
    case 'ParenthesizedExpression':
      return textsIn(node.expression);
    default:
      return [];
  }
}

const isAttributeValue = (text: string, start: number) => text[start - 1] === '=';

function nameOf(name: ESTree.JSXAttribute['name']): string {
  return name.type === 'JSXIdentifier' ? name.name : `${name.namespace.name}:${name.name.name}`;
}

function isWords(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/&\w+;/g, '')) && !allowed.has(text.trim());
}
