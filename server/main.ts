import { assembleFoyer } from './assemble.ts';
import type { Foyer } from './assemble.ts';
import { firstSetupToken } from './features/organizations/founding.ts';
import { openConfiguredDatabase } from './open-databases.ts';
import { readConfig } from './platform/config.ts';
import type { Config } from './platform/config.ts';
import { ConfigError } from './platform/config-error.ts';
import { forgetTheStart } from './platform/forget-the-start.ts';
import { createLog } from './platform/log.ts';
import type { Log } from './platform/log.ts';
import { readSecretFile } from './platform/secret-file.ts';
import { stopOnSignal } from './stop-on-signal.ts';

// The composition root: configuration → database → jobs → mail → app → listen; and the stop, in reverse.

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config);
  const starting = start(config, log);
  // From the first moment on: a signal during the start leaves nothing running either.
  stopOnSignal(starting, { log, drainSeconds: config.drainSeconds });
  const { setupToken } = await starting;
  greet(config, setupToken);
}

async function start(config: Config, log: Log) {
  const database = await openConfiguredDatabase(config, log);
  let foyer: Foyer | undefined;
  try {
    const secrets = config.secrets ?? readSecretFile(config.dataDirectory);
    foyer = await assembleFoyer({ ...config, log, runtime: database.runtime, secrets });
    const setupToken = await firstSetupToken(foyer.database.db, foyer.links);
    await listen(foyer, config);
    setTimeout(forgetTheStart, 3000).unref();
    return { foyer, database, setupToken };
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

function greet({ publicUrl, role, port }: Config, token: string | undefined): void {
  if (role === 'worker') {
    process.stdout.write(
      `\n  A worker of Foyer is ready; whether it is well says port ${port} at /readyz.\n\n`,
    );
    return;
  }
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
