import { describe, expect, it } from 'vitest';
import { organizationBase, organizationSlug } from './organization-base.ts';

describe('the organization in the address', () => {
  it('is the part after /o/', () => {
    expect(organizationBase('/o/alder-institute/sign-in')).toBe('/o/alder-institute');
    expect(organizationSlug('/o/alder')).toBe('alder');
  });

  it('is absent everywhere else', () => {
    for (const path of ['/', '/sign-in', '/o/', '/outbox', '/x/o/alder/', '/o/Alder/', '/o/a%2e/']) {
      expect(organizationBase(path), path).toBe('');
      expect(organizationSlug(path), path).toBeUndefined();
    }
  });
});
