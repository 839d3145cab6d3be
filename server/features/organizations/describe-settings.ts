import type { z } from 'zod';
import type { settingsSchema } from '../../../contract/settings.ts';
import type { Tx } from '../../platform/database.ts';
import { findLogo } from './find-logo.ts';
import { organizationSettings } from './organization-settings.ts';
import { senderOf } from './sender.ts';
import type { MailEnvironment } from './sender.ts';
import { settingsRow } from './settings-row.ts';

export interface SettingsParts {
  readonly environment: MailEnvironment;
  /** Those that have a catalog. */
  readonly languages: readonly string[];
}

/** The settings as the page shows them. */
export async function describeSettings(
  tx: Tx,
  { environment, languages }: SettingsParts,
): Promise<z.input<typeof settingsSchema>> {
  const row = await settingsRow(tx);
  const { slug } = await organizationSettings(tx);
  return {
    ...row,
    slug,
    availableLanguages: [...languages],
    logo: await findLogo(tx),
    sender: senderOf(row, environment),
  };
}
