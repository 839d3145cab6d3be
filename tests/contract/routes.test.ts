import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isOpenToKeys } from '../../contract/define-route.ts';
import type { RouteDefinition } from '../../contract/define-route.ts';
import { commonErrors, errorStatus } from '../../contract/errors.ts';
import { allRoutes } from '../../contract/routes.ts';

/** The names of all keys, at any depth, of what a schema takes or gives. */
function keysOf(schema: z.ZodType | undefined): string[] {
  if (!schema) return [];
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('properties' in value) found.push(...Object.keys(value.properties as object));
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return found;
}

const named = (fits: (route: RouteDefinition) => boolean) =>
  allRoutes
    .filter(fits)
    .map((route) => route.name)
    .toSorted();

describe('the routes', () => {
  it('have names and addresses of their own', () => {
    const addresses = allRoutes.map((route) => `${route.method} ${route.path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(new Set(allRoutes.map((route) => route.name)).size).toBe(allRoutes.length);
  });

  it('open to everybody are these and no others (T9, T25)', () => {
    expect(named((route) => route.permission === 'public')).toEqual([
      'askForPasswordReset',
      'checkNewPassword',
      'completePasswordReset',
      'confirmEmailChange',
      'declineInvitation',
      'foundOrganization',
      'getEntrance',
      'inspectEmailChange',
      'inspectInvitation',
      'inspectPasswordReset',
      'inspectSetup',
      'joinOrganization',
      'openInvitation',
      'refuseEmailChange',
      'renewInvitation',
      'signIn',
      'suggestPassphrase',
    ]);
  });

  it('by which a password is set are those of the person (T1, T41)', () => {
    expect(named((route) => keysOf(route.body).includes('password'))).toEqual([
      'changePassword',
      'checkNewPassword',
      'completePasswordReset',
      'confirmPassword',
      'foundOrganization',
      'joinOrganization',
      'signIn',
    ]);
  });

  it('that give a link away are the two that hand one over (T8)', () => {
    expect(named((route) => keysOf(route.answer).includes('link'))).toEqual([
      'handOverLink',
      'registerPerson',
    ]);
  });

  it('that give an API key away is the one that makes it', () => {
    // The fields of a form have keys as well: their names.
    const withKeys = named((route) => keysOf(route.answer).includes('key'));
    expect(withKeys.filter((name) => !/IdentityForm|Review/.test(name))).toEqual(['createApiKey']);
  });

  it('that no API key opens are those of persons, and what needs a fresh sign-in (P17)', () => {
    const open = named((route) => isOpenToKeys(route));
    for (const name of [
      'getSession',
      'changePassword',
      'createApiKey',
      'listApiKeys',
      'revokeApiKey',
      'listOutbox',
    ]) {
      expect(open).not.toContain(name);
    }
    expect(allRoutes.filter((route) => route.fresh && isOpenToKeys(route))).toEqual([]);
  });

  it('give no secret away (P21)', () => {
    const secret = /token|secret|nonce|hash|keyid|password|digest/i;
    // The hash of a plan names it, and opens nothing.
    const told = (route: RouteDefinition) => keysOf(route.answer).filter((key) => key !== 'planHash');
    expect(named((route) => told(route).some((key) => secret.test(key)))).toEqual([]);
  });

  it('take no organization from a caller who is signed in', () => {
    const inside = allRoutes.filter((route) => route.permission !== 'public');
    const taking = inside.filter((route) =>
      [...keysOf(route.body), ...keysOf(route.query), ...keysOf(route.params)].some((key) =>
        /organization|tenant/i.test(key),
      ),
    );
    expect(taking.map((route) => route.name)).toEqual([]);
  });

  it('change nothing by GET, and answer 204 exactly without an answer', () => {
    for (const route of allRoutes) {
      expect(route.status === 204, route.name).toBe(!route.answer && !route.download);
      expect(route.method === 'GET' ? route.body : undefined, route.name).toBeUndefined();
    }
  });

  it('list no error that every route may have, and none twice', () => {
    for (const route of allRoutes) {
      expect(
        route.errors.filter((code) => commonErrors.includes(code) || !(code in errorStatus)),
        route.name,
      ).toEqual([]);
      expect(new Set(route.errors).size, route.name).toBe(route.errors.length);
    }
  });
});
