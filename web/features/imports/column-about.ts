import type { ResponseOf } from '../../../contract/define-route.ts';
import type { describeImports } from '../../../contract/imports.ts';

/** What a column can hold, in the reader's words. */
export type ColumnAbout = ResponseOf<typeof describeImports>['columns'][number];
