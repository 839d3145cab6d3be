import { getEntrance, inspectSetup } from '../../../contract/organizations.ts';
import { AppError } from '../../platform/app-error.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Links } from '../../platform/links.ts';
import { findOrganization } from './find-organization.ts';
import { inspectFounding } from './founding.ts';
import type { MailServers } from './mail-servers.ts';
import { organizationLook } from './organization-look.ts';
import { organizationSettings } from './organization-settings.ts';

export interface OrganizationParts {
  readonly links: Links;
  readonly mailServers: MailServers;
  readonly languages: readonly string[];
}

export function organizationRoutes<Actor>(
  door: Door<Actor>,
  { links, mailServers, languages }: OrganizationParts,
): void {
  door.handleApart(inspectSetup, async ({ db, body }) => {
    await inspectFounding(db, links, body.token);
    return { mail: mailServers.fixed ? ('smtp' as const) : ('outbox' as const) };
  });

  door.handleApart(getEntrance, ({ db, query }) =>
    welcomingOrganization(db, { mailServers, languages, slug: query.organization }),
  );
}

interface Welcome extends Pick<OrganizationParts, 'mailServers' | 'languages'> {
  readonly slug: string | undefined;
}

async function welcomingOrganization(db: Db, { mailServers, languages, slug }: Welcome) {
  const unknown = {
    organization: null,
    mail: mailServers.fixed ? ('smtp' as const) : ('outbox' as const),
    languages: [...languages],
  };
  try {
    const id = await findOrganization(db, slug);
    if (id === undefined && slug !== undefined) throw new AppError('not_found');
    if (id === undefined) return { ...unknown, founded: false };
    return await withOrganization(db, id, async (tx) => {
      const settings = await organizationSettings(tx);
      const { name, slug: found, staySignedInDays } = settings;
      return {
        organization: { name, slug: found, staySignedInDays, ...(await organizationLook(tx)) },
        founded: true,
        mail: await mailServers.wayOf(tx),
        languages: languages.filter((language) => settings.languages.includes(language)),
      };
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'organization_needed')
      return { ...unknown, founded: true };
    throw error;
  }
}
