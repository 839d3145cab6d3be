import type { Tx } from '../../platform/database.ts';

export interface OrganizationSettings {
  readonly name: string;
  readonly slug: string;
  readonly language: string;
  readonly timeZone: string;
  readonly founderId: string;
  readonly invitationDays: number;
  readonly sessionHours: number;
  readonly sessionIdleMinutes: number;
  /** 0: nobody may stay signed in. */
  readonly staySignedInDays: number;
  readonly languages: readonly string[];
}

export async function organizationSettings(tx: Tx): Promise<OrganizationSettings> {
  return tx
    .selectFrom('organizationSettings as settings')
    .innerJoin('organization', 'organization.id', 'settings.organizationId')
    .select(['settings.name', 'slug', 'language', 'timeZone', 'founderId', 'invitationDays'])
    .select(['sessionHours', 'sessionIdleMinutes', 'staySignedInDays', 'languages'])
    .where('settings.organizationId', '=', tx.organizationId)
    .executeTakeFirstOrThrow();
}
