import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const packers = [
  ['br', promisify(brotliCompress)],
  ['gz', promisify(gzip)],
] as const;

/**
 * Puts a `.br` and a `.gz` beside each built file that gains by it, so that the server sends a third of the bytes and
 * compresses nothing itself. Reads what was written: earlier, the chunks still hold placeholders.
 */
export function compressFiles(): Plugin {
  return {
    name: 'foyer:compress-files',
    async writeBundle({ dir = '' }, bundle) {
      const names = [...Object.keys(bundle), 'color-scheme.js', 'favicon.svg'];
      const files = names
        .filter((name) => /\.(js|css|html|svg)$/.test(name))
        .map((name) => path.join(dir, name));
      await Promise.all(files.map(compressFile));
    },
  };
}

async function compressFile(file: string): Promise<void> {
  const source = await readFile(file);
  for (const [ending, pack] of packers) await writeFile(`${file}.${ending}`, await pack(source));
}
