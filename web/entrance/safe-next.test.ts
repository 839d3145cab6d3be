import { describe, expect, it } from 'vitest';
import { safeNext } from './safe-next.ts';

const origin = 'https://people.alder.example';

describe('where to go after signing in', () => {
  it('goes back to a page of this origin, with its filters', () => {
    expect(safeNext('/invitations?state=bounced#row', origin)).toBe('/invitations?state=bounced#row');
    expect(safeNext('/o/alder/security', origin)).toBe('/o/alder/security');
  });

  it('goes Home without a page to go back to', () => {
    expect(safeNext(null, origin)).toBe('/');
    expect(safeNext('', origin)).toBe('/');
    expect(safeNext('invitations', origin)).toBe('/');
  });

  it('never leaves the origin', () => {
    const heads = [
      '//',
      '/\\',
      '\\\\',
      '/\t/',
      '/\n/',
      '/\r\n//',
      '///',
      '/./',
      '/..//',
      '/.//',
      '/%2e//',
      '\t//',
      ' //',
    ];
    const schemes = [
      'https://',
      'http:',
      'javascript:',
      'JaVaScRiPt:',
      'data:',
      'https:/',
      'https:\\\\',
      'blob:',
      '/https://',
    ];
    const hosts = [
      'evil.example',
      'evil.example/%2f..',
      '@evil.example',
      'evil.example:443',
      '[::1]',
      'evil。example',
    ];
    for (const start of [...heads, ...schemes]) {
      for (const host of hosts) {
        const next = safeNext(start + host, origin);
        expect(new URL(next, origin).origin, start + host).toBe(origin);
        // Read again as an address bar would: still a path, never a host.
        expect(next.startsWith('/') && !/^[/\\]{2}/.test(next), start + host).toBe(true);
      }
    }
  });
});
