import { setTimeout as sleep } from 'node:timers/promises';
import { foundOrganization } from '../../contract/organizations.ts';
import type { Caller } from './caller-at.ts';
import type { Program } from './start-program.ts';
import { goodPassword } from './test-foyer.ts';

/** Founds the first organization by the link that a server printed; the caller is its founder from then on. */
export async function foundBy(program: Program, { call }: Caller): Promise<void> {
  const token = () => /\/setup#(\S+)/.exec(program.output().stdout)?.[1];
  // Printed just after it begins to serve.
  for (const deadline = Date.now() + 10_000; token() === undefined && Date.now() < deadline;) await sleep(20);
  await call(foundOrganization, {
    body: {
      token: token() ?? '',
      organization: { name: 'Acme', slug: 'acme' },
      founder: { email: 'founder@acme.example', username: 'founder', password: goodPassword },
    },
  });
}
