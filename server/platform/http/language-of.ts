import type { FastifyRequest } from 'fastify';
import type { Texts } from '../texts.ts';

/** The language of `Accept-Language` that is wanted most, among those that have a catalog; else English. */
export function languageOf(
  request: { readonly headers: Pick<FastifyRequest['headers'], 'accept-language'> },
  { languages }: Pick<Texts, 'languages'>,
): string {
  const asked = request.headers['accept-language']?.slice(0, 200).split(',') ?? [];
  const wanted = asked.map(parsePart).filter(({ weight }) => weight > 0);
  wanted.sort((one, other) => other.weight - one.weight);
  return wanted.find(({ tag }) => languages.includes(tag))?.tag ?? 'en';
}

/** ` it-IT;q=0.9` is Italian, wanted by nine tenths (RFC 9110, 12.5.4). */
function parsePart(part: string): { readonly tag: string; readonly weight: number } {
  const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
  return { tag: range.split('-', 1)[0] ?? '', weight: Number.isNaN(weight) ? 0 : weight };
}
