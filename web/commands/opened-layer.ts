import { createSharedValue } from '../shared-value.ts';

/** What stands over the page because a key or the sidebar asked for it. */
export const openedLayer = createSharedValue<'search' | 'keys' | null>(null);
