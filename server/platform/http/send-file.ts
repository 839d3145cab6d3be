import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FileAnswer } from '../../../contract/define-route.ts';

/** Sends a file while it is made, no faster than it is read. @param filename of ours: no quotes, no path */
export function sendFile(reply: FastifyReply, { type, filename, content }: FileAnswer): FastifyReply {
  reply.type(type);
  if (filename !== undefined) reply.header('content-disposition', `attachment; filename="${filename}"`);
  return reply.send(Readable.from(content, { highWaterMark: 1 }));
}
