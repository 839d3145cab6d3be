import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { apiBase } from '../../../contract/define-route.ts';
import type { FileAnswer, RouteDefinition } from '../../../contract/define-route.ts';
import type { Caller, Guard } from './guard.ts';
import { organizationOf } from './let-in.ts';
import { isOfFramework } from './refusal-of.ts';
import { sendFile } from './send-file.ts';
import { routeWithFile } from './take-file.ts';

interface Listener<A extends Caller> {
  readonly guard: Guard<A>;
  readonly route: RouteDefinition;
  /** Whether who sent it may come in, apart from what they sent. */
  admitTo(request: FastifyRequest): Promise<A>;
  answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

/** Opens a route of the contract at its address; what `answer` gives is sent as the contract says. */
export function listenAt<A extends Caller>(
  app: FastifyInstance,
  { guard, route, admitTo, answer }: Listener<A>,
): void {
  const isGuarded = route.permission !== 'public';
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
    config: { isStreamed: route.upload?.isStreamed ?? false },
    url: apiBase + route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    // A HEAD would make the whole file, and note that it was read.
    exposeHeadRoute: route.download === undefined,
    // A stranger's body is not even read.
    onRequest: async (request) => {
      if (isGuarded) await noting(request, async () => organizationOf(guard, request));
    },
    handler: async (request, reply) => {
      const result = await noting(request, () => answer(request, reply));
      reply.code(route.status);
      if (route.download) return sendFile(reply, result as FileAnswer);
      return route.answer ? route.answer.parse(result) : reply.send();
    },
    // A body that can't be read ends a request before its sender was looked at: whoever may not come in is told that,
    // and nothing of their body. Only broken requests pay for the second look-up.
    errorHandler: (thrown, request, reply) => {
      const isJudgedFirst = isGuarded && isOfFramework(thrown);
      const judged = isJudgedFirst ? noting(request, () => admitTo(request)) : Promise.resolve();
      void judged.then(
        () => reply.send(thrown),
        (refusal: unknown) => reply.send(refusal),
      );
    },
  };
  if (route.upload) routeWithFile(app, options, route);
  else app.route(options);
}
