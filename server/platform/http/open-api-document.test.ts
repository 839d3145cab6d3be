import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiBase, isOpenToKeys } from '../../../contract/define-route.ts';
import { allPermissions } from '../../../contract/permissions.ts';
import { allRoutes } from '../../../contract/routes.ts';
import { startTestFoyer } from '../../../tests/support/test-foyer.ts';
import type { TestFoyer } from '../../../tests/support/test-foyer.ts';
import type { OpenApiDocument } from './open-api-document.ts';

let server: TestFoyer;
let document: OpenApiDocument;

beforeAll(async () => {
  server = await startTestFoyer();
  const response = await server.visitor().fetch('/api/openapi.json');
  document = (await response.json()) as OpenApiDocument;
});
afterAll(() => server.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

const addressOf = (route: { readonly method: string; readonly path: string }) =>
  `${route.method} ${apiBase}${route.path}`;

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate({ ...document });
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('every route of the contract is in it once, under its own name', () => {
  const documented = operations();
  expect(documented.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
    allRoutes.map(addressOf).toSorted(),
  );
  expect(new Set(documented.map(({ operation }) => operation.operationId)).size).toBe(allRoutes.length);
});

test('the server handles every route of the contract, and no other', () => {
  expect(server.foyer.handled.map(addressOf).toSorted()).toEqual(allRoutes.map(addressOf).toSorted());
});

test('every operation says who may call it, and those that need a session say so', () => {
  const known = new Set<string>(['public', 'signed-in', 'founder', ...allPermissions]);
  for (const { operation } of operations()) {
    expect(known, operation.operationId).toContain(operation['x-permission']);
    const isPublic = operation['x-permission'] === 'public';
    const route = allRoutes.find(({ name }) => name === operation.operationId);
    const byKey = route && isOpenToKeys(route) ? [{ apiKey: [] }] : [];
    expect(operation.security, operation.operationId).toEqual(isPublic ? [] : [{ session: [] }, ...byKey]);
    expect(Object.keys(operation.responses).includes('401'), operation.operationId).toBe(
      !isPublic || operation.operationId === 'signIn',
    );
  }
});

test('every reference of the document leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
  const schemas = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect(references.length).toBeGreaterThan(0);
  for (const reference of references) expect(schemas).toContain(reference);
});

test('the readable page has a place for every operation and schema, and each of its links a target', async () => {
  const response = await server.visitor().fetch('/api/docs');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const page = await response.text();
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of operations()) {
    expect(ids).toContain(operation.operationId);
    expect(page.replaceAll('<wbr />', '')).toContain(path);
    expect(page).toContain(operation['x-permission'] === 'public' ? 'Anybody' : operation.operationId);
  }
  for (const name of Object.keys(document.components.schemas)) expect(ids).toContain(`schema-${name}`);
  for (const [, target] of page.matchAll(/ href="#([^"]+)"/g)) expect(ids).toContain(target);
});

test('the readable page needs no script and nothing from elsewhere', async () => {
  const page = await (await server.visitor().fetch('/api/docs')).text();
  expect(page).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|src="http/);
  const styles = await server.visitor().fetch('/api/docs.css');
  expect(styles.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(await styles.text()).not.toMatch(/url\(|@import/);
});
