import type { FastifyRequest } from 'fastify';
import type { RouteDefinition } from '../../../contract/define-route.ts';
import type { AppError } from '../app-error.ts';
import type { Tx } from '../database.ts';
import type { Origin } from './origin.ts';

/** What the door itself asks of who calls. */
export interface Caller {
  readonly accountId: string;
  readonly hasFreshSignIn: boolean;
  readonly origin: Pick<Origin, 'apiKeyId'>;
}

/** Who stands at the door: how a session's cookie or a program's key is read, and what its bearer may open. */
export interface Guard<Actor extends Caller> {
  /**
   * The organization that cookie or key names; undefined without a cookie of the right form.
   * @throws {AppError} wrong_api_key, malformed_request
   */
  organizationOf(request: FastifyRequest): string | undefined;
  /** Who calls, for each of the requests, which all name the organization of `tx`; or why nobody does. */
  admitAll(tx: Tx, requests: readonly FastifyRequest[]): Promise<readonly (Actor | AppError)[]>;
  /** @throws {AppError} forbidden */
  authorize(actor: Actor, permission: RouteDefinition['permission']): void;
  /** Counts who is not let in, outside of any transaction. @throws {AppError} too_many_requests, in its place */
  noteRefusal(request: FastifyRequest, error: unknown): Promise<void>;
}
