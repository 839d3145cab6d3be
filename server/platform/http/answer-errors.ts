import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../../contract/errors.ts';
import { AppError } from '../app-error.ts';
import type { Texts } from '../texts.ts';
import { languageOf } from './language-of.ts';
import { problemOf } from './problem.ts';
import { refusalOf } from './refusal-of.ts';
import type { ConstraintRefusals } from './refusal-of.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code with which it was refused, for the figures. */
    refusal: ErrorCode | undefined;
  }
}

/** Every refusal as problem details; what nobody foresaw as 500 with a reference, its cause only in the log (P29). */
export function answerErrors(app: FastifyInstance, texts: Texts, constraints: ConstraintRefusals): void {
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = refusalOf(error, constraints) ?? new AppError('internal');
    if (refusal.code === 'internal') request.log.error({ err: error }, 'internal error');
    request.refusal = refusal.code;
    const problem = problemOf(refusal, texts(languageOf(request, texts)), request.id);
    if (problem.status === 401) reply.header('www-authenticate', challengeOf(refusal));
    if (refusal.data.retryAfter !== undefined) reply.header('retry-after', refusal.data.retryAfter);
    return reply
      .code(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  };
  app.decorateRequest('refusal', undefined);
  app.setErrorHandler(answer);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  // A form's content type, or none that we know: there is no parser for it.
  app.removeContentTypeParser('text/plain');
}

/** RFC 9110, 11.6.1, and RFC 6750, 3. A browser shows no dialog for this scheme. */
function challengeOf({ code }: AppError): string {
  return `Bearer realm="Foyer"${code === 'wrong_api_key' ? ', error="invalid_token"' : ''}`;
}
