import type { z } from 'zod';
import type { logoSchema } from '../../../contract/settings.ts';
import type { Tx } from '../../platform/database.ts';
import { readPicture } from './read-picture.ts';

type Logo = z.input<typeof logoSchema>;

/** Pictures above it would make a mail to a hundred thousand people heavy: 64 KiB. */
export const largestInMails = 65_536;

/** The organization's logo as pages and Settings name it; null where there is none. */
export async function findLogo(tx: Tx): Promise<Logo | null> {
  const row = await tx
    .selectFrom('organizationLogo as logo')
    .innerJoin('organization', 'organization.id', 'logo.organizationId')
    .select(['logo.mediaType', 'logo.image', 'logo.digest', 'organization.slug'])
    .where('logo.organizationId', '=', tx.organizationId)
    .executeTakeFirst();
  if (!row) return null;
  const { width, height } = readPicture(row.image);
  const mediaType = row.mediaType as Logo['mediaType'];
  return {
    address: logoAddress(row),
    mediaType,
    width,
    height,
    inMails: inMails(mediaType, row.image.length),
  };
}

/** Public, and never another picture: whoever has it may keep it. */
export function logoAddress({ slug, digest }: { readonly slug: string; readonly digest: string }): string {
  return `/logo/${slug}/${digest}`;
}

/** Outlook for Windows shows no WebP. */
function inMails(mediaType: Logo['mediaType'], bytes: number): Logo['inMails'] {
  if (mediaType === 'image/webp') return 'webp';
  return bytes > largestInMails ? 'too_large' : 'shown';
}
