import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FileAnswer } from '../../../contract/define-route.ts';

/** Sends a file while it is made, no faster than it is read. @param filename of ours: no quotes, no path */
export function sendFile(reply: FastifyReply, { type, filename, content }: FileAnswer): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${filename}"`)
    .send(Readable.from(content, { highWaterMark: 1 }));
}
