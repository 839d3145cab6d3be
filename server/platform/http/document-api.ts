import type { FastifyInstance } from 'fastify';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { apiPage } from './api-page.ts';
import { openApiDocument } from './open-api-document.ts';

/** The contract for programs and for people: `/api/openapi.json`, `/api/docs`. */
export function documentApi(app: FastifyInstance, routes: readonly RouteDefinition[], publicUrl: URL): void {
  const document = JSON.stringify(openApiDocument(routes, publicUrl.origin));
  app.get('/api/openapi.json', async (_, reply) => reply.type('application/json').send(document));
  app.get('/api/docs', async (_, reply) => reply.type('text/html; charset=utf-8').send(apiPage(routes)));
}
