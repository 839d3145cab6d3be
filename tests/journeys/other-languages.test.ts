import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import type { Browser } from '../support/browser.ts';
import { startBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { startMailServer } from '../support/mail-server.ts';
import { onePerson } from '../support/one-person.ts';
import { startProgram } from '../support/start-program.ts';

const timeout = 180_000;

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser.stop());

it.each([
  ['in Italian', 'it', 'width'],
  ['from right to left', 'ar-XB', 'whole'],
] as const)(
  'one person: founded, invited, written to, joined, locked out, back by username, %s',
  async (_, language, look) => {
    const mail = await startMailServer();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer journey '));
    fs.chmodSync(folder, 0o755);
    const program = startProgram({
      PORT: String(await freePort()),
      FOYER_DATA: path.join(folder, 'data'),
      SMTP_URL: mail.url,
    });
    try {
      await program.untilReady();
      await onePerson({ program, mail, browser, language, look });
    } finally {
      program.process.kill('SIGTERM');
      await program.exit;
      await mail.stop();
      fs.rmSync(folder, { recursive: true });
    }
  },
  timeout,
);
