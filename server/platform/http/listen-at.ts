import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { apiBase } from '../../../contract/define-route.ts';
import type { FileAnswer, RouteDefinition } from '../../../contract/define-route.ts';
import type { Caller, Guard } from './guard.ts';
import { organizationOf } from './let-in.ts';
import { sendFile } from './send-file.ts';
import { routeWithFile } from './take-file.ts';

/** Opens a route of the contract at its address; what `answer` gives is sent as the contract says. */
export function listenAt<A extends Caller>(
  app: FastifyInstance,
  guard: Guard<A>,
  route: RouteDefinition,
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const noting = async <T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      await guard.noteRefusal(request, error);
      throw error;
    }
  };
  const options: RouteOptions = {
    method: route.method,
    url: apiBase + route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    // A HEAD would make the whole file, and note that it was read.
    exposeHeadRoute: route.download === undefined,
    // A stranger's body is not even read.
    onRequest: async (request) => {
      if (route.permission !== 'public') await noting(request, async () => organizationOf(guard, request));
    },
    handler: async (request, reply) => {
      const result = await noting(request, () => answer(request, reply));
      reply.code(route.status);
      if (route.download) return sendFile(reply, result as FileAnswer);
      return route.answer ? route.answer.parse(result) : reply.send();
    },
  };
  if (route.upload) routeWithFile(app, options, route.upload);
  else app.route(options);
}
