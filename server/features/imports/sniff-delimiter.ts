import Papa from 'papaparse';
import { looksKnown } from './known-headers.ts';

const delimiters = [',', ';', '\t', '|'] as const;

/** The delimiter that makes the most of the first lines: known headers, then rows of the same width. */
export function sniffDelimiter(sample: string): string {
  const scored = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(sample, delimiter) }));
  return scored.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
}

function scoreOf(sample: string, delimiter: string): number {
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: 20 });
  const { data } = parser.parse(sample, 0, false) as Papa.ParseResult<string[]>;
  const rows = data.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const known = Math.max(0, ...rows.slice(0, 3).map((cells) => cells.filter(looksKnown).length));
  const widths = rows.map((cells) => cells.length);
  const width = Math.max(0, ...widths);
  const same = widths.filter((one) => one === width).length / (widths.length || 1);
  return known * 1000 + (width > 1 ? same * 100 + Math.min(width, 50) : 0);
}
