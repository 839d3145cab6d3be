import { availability } from './availability.ts';
import { runs } from './figure.ts';
import { imports } from './imports.ts';
import { importsMillion } from './imports-million.ts';
import { invitations } from './invitations.ts';
import { machine } from './machine.ts';
import { mails } from './mails.ts';
import { pageScripts } from './page-scripts.ts';
import { pagesWhileImporting } from './pages-while-importing.ts';
import { registrations } from './registrations.ts';
import { registry } from './registry.ts';
import { resendMany } from './resend-many.ts';
import { signIn } from './sign-in.ts';
import { restMemory, warmStart } from './start-and-rest.ts';

// `npm run bench`: the figures of the README as one JSON object. Some minutes; `npm run bench -- registrations` one alone.

const figures = {
  warmStart,
  restMemory,
  pageScripts,
  registrations,
  availability,
  signIn,
  invitations,
  registry,
  imports,
  importsMillion,
  mails,
  pagesWhileImporting,
  resendMany,
} as const;

const asked = process.argv.slice(2);
const measured: Record<string, unknown> = { machine: machine(), measuredAt: new Date(), runs };
for (const [name, measure] of Object.entries(figures)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  measured[name] = await measure().catch(told);
  // Some take minutes: what is known stands there as soon as it is.
  process.stderr.write(`${name}: ${JSON.stringify(measured[name])}\n`);
}
process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);

/** One figure that could not be taken leaves the others. */
function told(error: unknown) {
  process.exitCode = 1;
  return { failed: String(error) };
}
