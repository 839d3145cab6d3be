import type { FastifyInstance } from 'fastify';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
import { findOrganization } from './find-organization.ts';

interface LogoAddress {
  readonly slug: string;
  readonly digest: string;
}

/**
 * Logos, for anybody who knows their address: the pages before sign-in show them. The digest in it makes every
 * picture's address its own, so that it may be kept for ever.
 */
export function serveLogos(app: FastifyInstance, db: Db): void {
  app.get<{ Params: LogoAddress }>('/logo/:slug/:digest', async ({ params }, reply) => {
    const organizationId = await findOrganization(db, params.slug);
    const logo =
      organizationId === undefined
        ? undefined
        : await withOrganization(db, organizationId, (tx) =>
            tx
              .selectFrom('organizationLogo')
              .select(['mediaType', 'image'])
              .where('organizationId', '=', tx.organizationId)
              .where('digest', '=', params.digest)
              .executeTakeFirst(),
          );
    if (!logo) throw new AppError('not_found');
    return (
      reply
        .type(logo.mediaType)
        .header('cache-control', 'public, max-age=31536000, immutable')
        // Opened by itself it is a picture and nothing that runs.
        .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
        .send(logo.image)
    );
  });
}
