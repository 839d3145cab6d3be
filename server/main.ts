import { assembleFoyer } from './assemble.ts';
import type { Foyer } from './assemble.ts';
import { firstSetupToken } from './features/organizations/founding.ts';
import { openConfiguredDatabase } from './open-databases.ts';
import type { OpenedDatabase } from './open-databases.ts';
import { readConfig } from './platform/config.ts';
import type { Config } from './platform/config.ts';
import { ConfigError } from './platform/config-error.ts';
import { readSecretFile } from './platform/secret-file.ts';

// The composition root: configuration → database → jobs → mail → app → listen; and the stop, in reverse.

// A stop that hangs is ended by us, before whoever asked for it loses patience (F9).
const longestStop = 9_500;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const database = await openConfiguredDatabase(config);
  let foyer: Foyer | undefined;
  try {
    foyer = await assembleFoyer({
      ...config,
      runtime: database.runtime,
      secrets: config.secrets ?? readSecretFile(config.dataDirectory),
    });
    stopOnSignal(foyer, database);
    const setupToken = await firstSetupToken(foyer.database.db, foyer.links);
    await listen(foyer, config);
    // Nothing may fail from here on: a database that dies now must not end a program that serves.
    greet(config, setupToken);
  } catch (error) {
    await foyer?.stop();
    await database.stop();
    throw error;
  }
}

async function listen({ app }: Foyer, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new ConfigError(
        `Port ${port} is taken by another program: stop it, or set PORT to another number.`,
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new ConfigError(
        `Foyer can't listen on ${host}:${port}: set HOST and PORT to what this machine allows.`,
      );
    }
    throw error;
  }
}

function greet({ publicUrl }: Config, token: string | undefined): void {
  const lines = token
    ? [
        `Foyer is ready at ${publicUrl.origin}`,
        '',
        'Found your organization by this link:',
        `${publicUrl.origin}/setup#${token}`,
      ]
    : [`Foyer is ready at ${publicUrl.origin}`];
  process.stdout.write(`\n${lines.map((line) => (line ? `  ${line}` : '')).join('\n')}\n\n`);
}

function stopOnSignal(foyer: Foyer, database: OpenedDatabase): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), longestStop).unref();
    await foyer.stop();
    await database.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

try {
  await main();
} catch (error) {
  // What someone can mend is one sentence; anything else is a bug and keeps its stack.
  process.stderr.write(
    error instanceof ConfigError
      ? `\nFoyer can't start. ${error.message}\n`
      : `${String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}
