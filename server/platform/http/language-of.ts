import type { FastifyRequest } from 'fastify';
import type { Texts } from '../texts.ts';

/** The first language of `Accept-Language` that has a catalog. */
export function languageOf(request: FastifyRequest, { languages }: Texts): string {
  const asked = request.headers['accept-language']?.slice(0, 200).split(',') ?? [];
  const tags = asked.map((part) => part.split(';', 1)[0]?.trim().toLowerCase().split('-', 1)[0]);
  return tags.find((tag) => tag !== undefined && languages.includes(tag)) ?? 'en';
}
