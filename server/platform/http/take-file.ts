import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import { AppError } from '../app-error.ts';

/** A route that takes the bytes of a file: its types are read for it alone, and no further than it says (413). */
export function routeWithFile(
  app: FastifyInstance,
  options: RouteOptions,
  { types, bytes }: NonNullable<RouteDefinition['upload']>,
): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([...types], { parseAs: 'buffer', bodyLimit: bytes }, (_request, file, done) =>
      done(null, file),
    );
    scope.route(options);
  });
}

/** @throws {AppError} malformed_request when nothing came */
export function fileOf({ body }: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new AppError('malformed_request');
  return body;
}
