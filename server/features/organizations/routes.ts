import { getEntrance, inspectSetup } from '../../../contract/organizations.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Links } from '../../platform/links.ts';
import { findOrganization } from './find-organization.ts';
import { inspectFounding } from './founding.ts';
import { organizationSettings } from './organization-settings.ts';

export interface OrganizationParts {
  readonly links: Links;
  readonly mail: 'smtp' | 'outbox';
  readonly languages: readonly string[];
}

export function organizationRoutes<Actor>(
  door: Door<Actor>,
  { links, mail, languages }: OrganizationParts,
): void {
  door.handleApart(inspectSetup, async ({ db, body }) => {
    await inspectFounding(db, links, body.token);
    return { mail };
  });

  door.handleApart(getEntrance, async ({ db, query }) => ({
    ...(await welcomingOrganization(db, query.organization)),
    mail,
    languages: [...languages],
  }));
}

async function welcomingOrganization(db: Db, slug: string | undefined) {
  try {
    const id = await findOrganization(db, slug);
    if (id === undefined && slug !== undefined) throw new AppError('not_found');
    if (id === undefined) return { organization: null, founded: false };
    const { name, slug: found } = await withOrganization(db, id, organizationSettings);
    return { organization: { name, slug: found }, founded: true };
  } catch (error) {
    if (error instanceof AppError && error.code === 'organization_needed')
      return { organization: null, founded: true };
    throw error;
  }
}
