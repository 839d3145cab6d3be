import { createSharedValue } from '../shared-value.ts';

/** Whether the article of the page stands beside it. */
export const articleOpened = createSharedValue(false);
