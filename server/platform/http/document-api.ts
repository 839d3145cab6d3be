import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { RouteGroup } from '../../../contract/routes.ts';
import { apiPage } from './api-page.ts';
import { openApiDocument } from './open-api-document.ts';

/** The contract for programs and for people: `/api/openapi.json`, `/api/docs`. */
export function documentApi(app: FastifyInstance, groups: readonly RouteGroup[], publicUrl: URL): void {
  const document = openApiDocument(groups, publicUrl.origin);
  const asJson = JSON.stringify(document);
  const asPage = apiPage(document);
  const styles = readFileSync(path.join(import.meta.dirname, 'api-page.css'), 'utf8');
  app.get('/api/openapi.json', async (_, reply) => reply.type('application/json').send(asJson));
  app.get('/api/docs', async (_, reply) => reply.type('text/html; charset=utf-8').send(asPage));
  app.get('/api/docs.css', async (_, reply) => reply.type('text/css; charset=utf-8').send(styles));
}
