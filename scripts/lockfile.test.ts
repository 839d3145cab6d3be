import fs from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const lockfile = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        resolved: z.string().optional(),
        link: z.boolean().optional(),
        integrity: z.string().optional(),
        optionalDependencies: z.record(z.string(), z.string()).optional(),
      }),
    ),
  })
  .parse(JSON.parse(fs.readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')));

const entries = Object.entries(lockfile.packages);

// npm drops a platform's package silently when the registry lacks it; `npm ci` then fails on every platform.
test('has an entry for every optional dependency, of all platforms', () => {
  const missing = entries.flatMap(([location, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isFound(location, name)),
  );
  expect(missing).toEqual([]);
});

test('names no registry host', () => {
  expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([location]) => location)).toEqual(
    [],
  );
});

test('has the digest of every package', () => {
  const without = entries.filter(([location, entry]) => location !== '' && entry.integrity === undefined);
  expect(without.map(([location]) => location)).toEqual([]);
});

/** As Node resolves it: beside the package that asks, or in any node_modules above. */
function isFound(location: string, name: string): boolean {
  for (let folder = location; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lockfile.packages[place] !== undefined) return true;
    if (folder === '') return false;
  }
}
