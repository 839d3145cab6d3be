import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BodyOf, ParamsOf, QueryOf } from '../../../contract/define-route.ts';
import type { Db, Tx } from '../database.ts';

export type FileOf<R> = R extends { readonly upload: { readonly isStreamed: true } }
  ? Readable | undefined
  : R extends { readonly upload: object }
    ? Buffer
    : undefined;

/** A request as the contract of its route reads it. */
export interface Parsed<R> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Of an upload: its bytes, of one of the types that the route takes; undefined where JSON came instead. */
  readonly file: FileOf<R>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A call inside one transaction of the caller's organization; there is no other handle in scope. */
export type Call<R, Actor> = Parsed<R> & { readonly tx: Tx; readonly actor: Actor };

/** What it takes of a call to describe the one that its address names. */
export interface CallOfOne<Actor> extends Pick<Call<unknown, Actor>, 'tx' | 'actor'> {
  readonly params: { readonly id: string };
}

/** One of the calls that share a transaction of their organization. */
export type SharedCall<R, Actor> = Parsed<R> & { readonly actor: Actor };

/** A call that opens its own transactions: before an organization is known, or around slow hashing. */
export type CallApart<R, Actor> = Parsed<R> & {
  readonly db: Db;
  /** Who calls; public routes ask for it themselves, by `whoIsThere`. */
  readonly actor: R extends { readonly permission: 'public' } ? undefined : Actor;
  /** The bearer of the cookie, if it is a live session's. */
  whoIsThere(): Promise<Actor | undefined>;
  /** Whoever calls is let in once more, a program too: what streams for long asks it on the way. @throws {AppError} */
  admitAgain(): Promise<unknown>;
};
