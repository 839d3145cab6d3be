import type { Tx } from '../../platform/database.ts';
import type { Texts } from '../../platform/texts.ts';
import { findForm } from '../identities/find-form.ts';
import type { Recognition } from './recognise-columns.ts';
import { targetsOf } from './targets.ts';

/** By what the organization's files are understood: its form, and what it said of headers before. */
export async function findRecognition(tx: Tx, texts: Texts): Promise<Recognition> {
  const targets = targetsOf(await findForm(tx, texts));
  const rows = await tx
    .selectFrom('importHeader')
    .select(['header', 'target'])
    .where('organizationId', '=', tx.organizationId)
    .execute();
  return { targets, remembered: new Map(rows.map(({ header, target }) => [header, target])) };
}
