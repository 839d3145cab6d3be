import { createHash, timingSafeEqual } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What the cookie carries: ids that locate the session, and the secret that proves it (ruling 5). */
export interface SessionCookie {
  readonly organizationId: string;
  readonly sessionId: string;
  readonly secret: string;
}

const shape =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** `__Host-` needs https; plain http is allowed on localhost only. */
export function cookieName(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-foyer' : 'foyer';
}

function options(publicUrl: URL): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.protocol === 'https:' };
}

export function readSessionCookie(request: FastifyRequest, publicUrl: URL): SessionCookie | undefined {
  const value = request.cookies[cookieName(publicUrl)];
  if (value === undefined || value.length > 200) return undefined;
  const [, organizationId, sessionId, secret] = shape.exec(value) ?? [];
  if (!organizationId || !sessionId || !secret) return undefined;
  return { organizationId, sessionId, secret };
}

/** @param expires absent: the browser forgets the cookie when it closes. */
export function setSessionCookie(
  reply: FastifyReply,
  publicUrl: URL,
  { organizationId, sessionId, secret }: SessionCookie,
  expires?: Date,
): void {
  reply.setCookie(cookieName(publicUrl), `${organizationId}.${sessionId}.${secret}`, {
    ...options(publicUrl),
    ...(expires && { expires }),
  });
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: URL): void {
  reply.clearCookie(cookieName(publicUrl), options(publicUrl));
}

/** 256 random bits need no slow hash. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function secretMatches(secret: string, hash: Buffer): boolean {
  return timingSafeEqual(hashSecret(secret), hash);
}
