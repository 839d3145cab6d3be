import type pg from 'pg';
import { createClient } from '../../contract/client.ts';
import { foundOrganization } from '../../contract/organizations.ts';
import { assembleFoyer } from '../../server/assemble.ts';
import type { Foyer, FoyerOptions } from '../../server/assemble.ts';
import { createLog } from '../../server/platform/log.ts';
import { openFounding } from '../../server/features/organizations/founding.ts';
import { plainFetch } from './plain-fetch.ts';
import { createTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

export const goodPassword = 'copper kettle monday lantern';

/** A browser or program in front of the door: keeps its cookie, says its origin, as a browser does. */
export interface Visitor {
  readonly call: ReturnType<typeof createClient>;
  /** The plain request, for what no client would send. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The cookie as it would be sent; empty without one. */
  cookie(): string;
}

export interface TestFoyer {
  readonly foyer: Foyer;
  readonly database: TestDatabase;
  readonly origin: string;
  /** @param cookie of a session that began elsewhere */
  visitor(cookie?: string): Visitor;
  /** Founds an organization with its own slug and signs its founder in. */
  found(name: string): Promise<Visitor & { readonly slug: string; readonly email: string }>;
  stop(): Promise<void>;
}

/** The whole program on a database of its own, listening on a free port of this machine. */
export async function startTestFoyer(
  options: Partial<FoyerOptions> & { readonly database?: TestDatabase; readonly port?: number } = {},
): Promise<TestFoyer> {
  const database = options.database ?? (await createTestDatabase());
  const port = options.port ?? (await freePort());
  const origin = `http://localhost:${port}`;
  const foyer = await assembleFoyer({
    publicUrl: new URL(origin),
    mailFrom: 'Foyer <foyer@foyer.example>',
    smtpNetworks: [],
    role: 'all',
    trustProxy: [],
    log: createLog({ logLevel: 'silent' }),
    secrets: ['a secret that is only for tests, 32+ long'],
    // Patient: a hundred callers at once on a busy machine are not what a test of them is about.
    runtime: { ...database.runtime, max: 12, connectionTimeoutMillis: 20_000 } satisfies pg.PoolConfig,
    ...options,
  });
  await foyer.app.listen({ host: '127.0.0.1', port });
  const visitor = (cookie = '') => visit(origin, cookie);
  return {
    foyer,
    database,
    origin,
    visitor,
    found: async (name) => found(foyer, visitor(), name),
    async stop() {
      await foyer.stop();
      if (!options.database) await database.drop();
    },
  };
}

async function found(foyer: Foyer, visitor: Visitor, name: string) {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const email = `founder@${slug}.example`;
  const token = await openFounding(foyer.database.db, foyer.links);
  await visitor.call(foundOrganization, {
    body: {
      token,
      organization: { name, slug },
      founder: { email, username: 'founder', password: goodPassword },
    },
  });
  return { ...visitor, slug, email };
}

function visit(origin: string, given: string): Visitor {
  let cookie = given;
  const send = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (!headers.has('origin')) headers.set('origin', origin);
    if (cookie) headers.set('cookie', cookie);
    const response = await plainFetch(address, { ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined)
      cookie = set.includes('Expires=Thu, 01 Jan 1970') ? '' : (set.split(';', 1)[0] ?? '');
    return response;
  };
  return {
    call: createClient(origin, (input, init) => send(input as string, init)),
    fetch: (path, init) => send(origin + path, init),
    cookie: () => cookie,
  };
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
