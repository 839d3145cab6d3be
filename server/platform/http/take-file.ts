import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';

/** A route that takes the bytes of a file: its types are read for it alone, and no further than it says (413). */
export function routeWithFile(
  app: FastifyInstance,
  options: RouteOptions,
  { upload, body }: RouteDefinition,
): void {
  const { types = [], bytes = 0, isStreamed } = upload ?? {};
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    if (isStreamed) {
      scope.addContentTypeParser([...types], (_request, payload, done) => done(null, payload));
    } else {
      const whole = { parseAs: 'buffer', bodyLimit: bytes } as const;
      scope.addContentTypeParser([...types], whole, (_request, file, done) => done(null, file));
    }
    if (body) {
      const json = scope.getDefaultJsonParser('error', 'error');
      scope.addContentTypeParser('application/json', { parseAs: 'string' }, json);
    }
    scope.route(options);
  });
}

/** Whether the route was given JSON in the place of a file. */
export function isJson({ headers }: FastifyRequest): boolean {
  return /^application\/json\b/i.test(headers['content-type'] ?? '');
}

/** @throws {AppError} malformed_request when nothing came */
export function fileOf({ body }: FastifyRequest, { upload }: RouteDefinition): Buffer | Readable {
  if (upload?.isStreamed && body instanceof Readable) return body;
  if (!Buffer.isBuffer(body) || body.length === 0) throw new AppError('malformed_request');
  return body;
}
