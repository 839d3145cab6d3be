import type { FastifyRequest } from 'fastify';

const most = 200;

/**
 * What a program sends as `Authorization: Bearer …` (RFC 6750, 2.1); empty if it can be no key. Undefined without:
 * other schemes are those of a proxy before us.
 */
export function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined || !/^bearer( |$)/i.test(authorization)) return undefined;
  return authorization.length > most ? '' : authorization.slice('bearer '.length).trim();
}
