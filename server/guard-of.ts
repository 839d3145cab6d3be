import type { FastifyRequest } from 'fastify';
import { admitByKey } from './features/api-keys/admit-by-key.ts';
import { readApiKey } from './features/api-keys/api-key-text.ts';
import type { ApiKeyText } from './features/api-keys/api-key-text.ts';
import { bearerOf } from './features/api-keys/bearer-of.ts';
import { authorize } from './features/permissions/can.ts';
import type { Actor } from './features/sessions/actor.ts';
import { admitAll } from './features/sessions/admit.ts';
import { readSessionCookie } from './features/sessions/session-cookie.ts';
import { AppError } from './platform/app-error.ts';
import type { Guard } from './platform/http/guard.ts';
import { originOf } from './platform/http/origin.ts';
import type { Limits } from './platform/limits.ts';

/** Who stands at the door: a person by the cookie of their session, or a program by an API key; never both at once. */
export function guardOf(publicUrl: URL, limits: Pick<Limits, 'wrongApiKey'>): Guard<Actor> {
  const keyOf = (request: FastifyRequest): ApiKeyText | undefined => {
    const bearer = bearerOf(request);
    if (bearer === undefined) return undefined;
    // In whose name it would be done must not depend on which of the two is looked at first.
    if (readSessionCookie(request, publicUrl)) throw twoCredentials();
    const key = readApiKey(bearer);
    if (!key) throw new AppError('wrong_api_key');
    return key;
  };
  return {
    organizationOf: (request) => (keyOf(request) ?? readSessionCookie(request, publicUrl))?.organizationId,
    async admitAll(tx, requests) {
      const bearers = requests.map((request) => ({
        key: keyOf(request),
        cookie: readSessionCookie(request, publicUrl),
        origin: originOf(request),
      }));
      const people = await admitAll(tx, bearers);
      const programs = await admitByKey(tx, bearers);
      return bearers.map(({ key }, index) =>
        key
          ? (programs[index] ?? new AppError('wrong_api_key'))
          : (people[index] ?? new AppError('not_signed_in')),
      );
    },
    authorize,
    async noteRefusal(request, error) {
      if (error instanceof AppError && error.code === 'wrong_api_key') await limits.wrongApiKey(request.ip);
    },
  };
}

function twoCredentials(): AppError {
  return new AppError('malformed_request', {
    fields: { Authorization: [{ code: 'request.two_credentials' }] },
  });
}
