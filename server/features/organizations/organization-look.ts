import type { z } from 'zod';
import { accentPalette } from '../../../contract/accent-color.ts';
import type { lookSchema } from '../../../contract/look.ts';
import type { Tx } from '../../platform/database.ts';
import { logoAddress } from './find-logo.ts';

/** What every page is drawn with. */
export async function organizationLook(tx: Tx): Promise<z.input<typeof lookSchema>> {
  const { accentColor, slug, digest } = await tx
    .selectFrom('organizationSettings as settings')
    .innerJoin('organization', 'organization.id', 'settings.organizationId')
    .leftJoin('organizationLogo as logo', 'logo.organizationId', 'settings.organizationId')
    .select(['accentColor', 'slug', 'logo.digest'])
    .where('settings.organizationId', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
  return {
    accent: accentColor === null ? null : accentPalette(accentColor),
    logo: digest === null ? null : logoAddress({ slug, digest }),
  };
}
