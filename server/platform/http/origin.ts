import type { FastifyRequest } from 'fastify';

/** From where a request came, for the activity and the list of sessions. */
export interface Origin {
  readonly ip: string;
  readonly userAgent: string | null;
  readonly requestId: string;
  /** The key of the program that calls in the name of its maker. */
  readonly apiKeyId?: string;
  /** The act on many that this is part of: it has the one entry for all (P31), and timelines name it. */
  readonly partOf?: string;
  /** Where several requests share a transaction: from where each person was asked for, by account. */
  readonly byPerson?: ReadonlyMap<string, Omit<Origin, 'byPerson'>>;
}

export function originOf(request: FastifyRequest): Origin {
  return {
    ip: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 400) ?? null,
    requestId: request.id,
  };
}
