import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBase } from '../../contract/define-route.ts';
import { registerPerson } from '../../contract/registration.ts';
import { askForPasswordReset } from '../../contract/sessions.ts';
import { askDatabase } from '../support/ask-database.ts';
import { rawRequest } from '../support/raw-request.ts';
import { startTestFoyer } from '../support/test-foyer.ts';
import type { TestFoyer } from '../support/test-foyer.ts';

let server: TestFoyer;
let founder: Awaited<ReturnType<TestFoyer['found']>>;
beforeAll(async () => {
  // A proxy that is trusted for the caller's address; its word about our own address counts for nothing.
  server = await startTestFoyer({ trustProxy: ['127.0.0.1/32'] });
  founder = await server.found('Alder Institute');
});
afterAll(() => server.stop());

describe('the address that is asked for (T19, P19m)', () => {
  const entrance = `${apiBase}/entrance`;
  const hosts = [
    'evil.example',
    'evil.example:80',
    '',
    'localhost',
    'localhost:1',
    'localhost@evil.example',
    'xn--localhost-9za',
  ];

  it.each(hosts)('refuses the Host "%s"', async (host) => {
    const answer = await rawRequest(server.origin, { target: entrance, headers: { host } });
    expect(answer.status).toBe(421);
  });

  it('refuses a name that begins like ours', async () => {
    const { host } = new URL(server.origin);
    for (const twin of [`${host}.evil.example`, `evil.${host}`, `${host},evil.example`]) {
      const answer = await rawRequest(server.origin, { target: entrance, headers: { host: twin } });
      expect(answer.status, twin).toBe(421);
    }
  });

  it('refuses a target that names a host itself', async () => {
    for (const target of [
      `http://evil.example${entrance}`,
      `${server.origin}${entrance}`,
      'http://evil.example/healthz',
    ]) {
      expect((await rawRequest(server.origin, { target })).status, target).toBe(421);
    }
  });

  it('answers any Host on its health pages', async () => {
    for (const target of ['/healthz', '/readyz', '/metrics']) {
      expect((await rawRequest(server.origin, { target, headers: { host: 'probe.internal' } })).status).toBe(
        200,
      );
    }
  });

  it('leads the other names of this machine to the one place, and nowhere else', async () => {
    const { port } = new URL(server.origin);
    for (const name of ['127.0.0.1', '[::1]']) {
      for (const target of ['/sign-in?next=/home', '//evil.example/', '/\\evil.example', '///evil.example']) {
        const answer = await rawRequest(server.origin, { target, headers: { host: `${name}:${port}` } });
        expect(answer.status).toBe(307);
        expect(new URL(answer.headers.location ?? '').origin).toBe(server.origin);
      }
    }
  });

  const lies = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '444',
    forwarded: 'host=evil.example;proto=https',
    'x-original-host': 'evil.example',
    referer: 'https://evil.example/',
  };

  it('makes links from PUBLIC_URL whatever a proxy or a caller claims', async () => {
    const { host } = new URL(server.origin);
    const registered = await rawRequest(server.origin, {
      method: 'POST',
      target: apiBase + registerPerson.path,
      headers: {
        ...lies,
        host,
        cookie: founder.cookie(),
        origin: server.origin,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ account: { email: 'anna@alder.example' }, delivery: { channel: 'link' } }),
    });
    const { link } = JSON.parse(registered.text) as { link: string };
    expect(new URL(link).origin).toBe(server.origin);

    await rawRequest(server.origin, {
      method: 'POST',
      target: apiBase + askForPasswordReset.path,
      headers: { ...lies, host, 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'founder' }),
    });
    const [mail] = await keptMails();
    const answer = await founder.fetch(`${apiBase}/outbox/${mail?.id ?? ''}`);
    const { html, text } = (await answer.json()) as { html: string; text: string };
    expect(html + text).toContain(`${server.origin}/reset-password#`);
    expect(html + text).not.toContain('evil.example');
  });
});

/** The mail is kept by a job; it is there a moment later. */
async function keptMails(): Promise<readonly { id: string }[]> {
  for (let tries = 0; ; tries++) {
    const rows = await askDatabase<{ id: string }>(server, `select id from mail where state = 'kept'`);
    if (rows.length > 0 || tries > 100) return rows;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('what every answer carries (P30)', () => {
  const answers: readonly [string, () => Promise<{ headers: Headers }>][] = [
    ['a page', async () => founder.fetch('/')],
    ['a page of the entrance', async () => founder.fetch('/sign-in')],
    ['the API', async () => founder.fetch(`${apiBase}/session`)],
    ['its documentation', async () => founder.fetch('/api/docs')],
    ['its description', async () => founder.fetch('/api/openapi.json')],
    ['a refusal', async () => server.visitor().fetch(`${apiBase}/session`)],
    ['an unknown route', async () => founder.fetch(`${apiBase}/nothing/here`)],
    ['an unknown file', async () => founder.fetch('/nothing.js')],
    ['a wrong method', async () => founder.fetch(`${apiBase}/session`, { method: 'PUT' })],
    [
      'broken JSON',
      async () =>
        founder.fetch(`${apiBase}/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{',
        }),
    ],
    [
      'a cross-site refusal',
      async () => founder.fetch(`${apiBase}/session`, { method: 'POST', headers: { origin: 'null' } }),
    ],
    ['an address that can not be read', async () => founder.fetch('/api/v1/%zz')],
    [
      'an address that is far too long',
      async () => founder.fetch(`${apiBase}/invitations/${'a'.repeat(9000)}`),
    ],
    ['a health page', async () => founder.fetch('/healthz')],
  ];

  it.each(answers)('%s', async (_, get) => {
    const { headers } = await get();
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    // Nothing says what it runs on.
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });

  it('a Host that is refused, and one that is led on', async () => {
    const { port } = new URL(server.origin);
    for (const host of ['evil.example', `127.0.0.1:${port}`]) {
      const { headers } = await rawRequest(server.origin, { target: '/', headers: { host } });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('what is no HTTP', async () => {
    const { port } = new URL(server.origin);
    const text = await new Promise<string>((resolve) => {
      let got = '';
      const socket = net.connect(Number(port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      socket.setEncoding('utf8').on('data', (part: string) => (got += part));
      socket.on('close', () => resolve(got));
      socket.on('error', () => {});
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain("Content-Security-Policy: default-src 'none'");
  });

  it('no answer of the API is kept by a cache', async () => {
    for (const address of [`${apiBase}/session`, `${apiBase}/nothing`, `${apiBase}/invitations`]) {
      expect((await founder.fetch(address)).headers.get('cache-control')).toBe('no-store');
    }
  });

  it('HSTS where the address is https, and only there', async () => {
    expect((await founder.fetch('/')).headers.get('strict-transport-security')).toBeNull();
    const secure = await startTestFoyer({
      publicUrl: new URL('https://foyer.example'),
      trustProxy: ['127.0.0.1/32'],
    });
    const answer = await rawRequest(secure.origin, {
      target: `${apiBase}/entrance`,
      headers: { host: 'foyer.example' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    await secure.stop();
  });
});
