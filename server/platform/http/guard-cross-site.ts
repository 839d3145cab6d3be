import type { FastifyInstance } from 'fastify';
import { AppError } from '../app-error.ts';

const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * No other site writes in a visitor's name (P16), signing in and joining included. A browser says where a
 * request comes from; a program without a cookie need not. Content types of HTML forms are refused by having
 * no parser for them.
 */
export function guardCrossSite(app: FastifyInstance, publicUrl: URL): void {
  app.addHook('onRequest', async (request) => {
    if (reading.includes(request.method)) return;
    const { origin, cookie, 'sec-fetch-site': site } = request.headers;
    const fromElsewhere = origin !== undefined && origin !== publicUrl.origin;
    const fromAnotherSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    const unproven = cookie !== undefined && origin === undefined;
    if (fromElsewhere || fromAnotherSite || unproven) throw new AppError('cross_site');
  });
}
