import { createSharedValue } from '../shared-value.ts';
import { languages } from '../texts.ts';

/** What the language select offers: what the organization does, once it is known. */
export const offeredLanguages = createSharedValue<readonly string[]>(languages);
