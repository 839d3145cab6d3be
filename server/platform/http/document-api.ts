import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { RouteGroup } from '../../../contract/routes.ts';
import { apiPage } from './api-page.ts';
import { openApiDocument } from './open-api-document.ts';

/** The contract for programs and for people: `/api/openapi.json`, `/api/docs`. */
export function documentApi(app: FastifyInstance, groups: readonly RouteGroup[], publicUrl: URL): void {
  let written: { readonly asJson: string; readonly asPage: string } | undefined;
  const write = () => {
    const document = openApiDocument(groups, publicUrl.origin);
    return { asJson: JSON.stringify(document), asPage: apiPage(document) };
  };
  // A tenth of a second and more, which no start waits for: written when it is first asked for.
  const read = () => (written ??= write());
  const styles = readFileSync(path.join(import.meta.dirname, 'api-page.css'), 'utf8');
  app.get('/api/openapi.json', async (_, reply) => reply.type('application/json').send(read().asJson));
  app.get('/api/docs', async (_, reply) => reply.type('text/html; charset=utf-8').send(read().asPage));
  app.get('/api/docs.css', async (_, reply) => reply.type('text/css; charset=utf-8').send(styles));
}
