import { withOrganization } from '../../platform/database.ts';
import type { Db } from '../../platform/database.ts';
import { findEntries } from '../activity/list-activity.ts';

export interface Act {
  readonly at: string;
  readonly action: string;
  /** Who did it: whom the export is about, somebody else, or Foyer by itself. Others are not named. */
  readonly by: 'person' | 'other' | 'foyer';
  readonly fields: readonly string[];
  /** Only of what the person did themselves. */
  readonly ip: string | null;
}

interface ActsQuery {
  readonly organizationId: string;
  readonly accountId: string;
  readonly timeZone: string;
  /** Asked before each page; throws once the reader may not read any more (P15). */
  readonly check: () => Promise<void>;
}

const pageSize = 1000;

/** What was done to a person, newest first, then what they did to others; a page at a time. */
export async function* actsOf(db: Db, query: ActsQuery): AsyncGenerator<readonly Act[]> {
  const { organizationId, accountId, timeZone, check } = query;
  for (const filter of [{ subject: accountId }, { actor: accountId }]) {
    let cursor: string | undefined;
    do {
      await check();
      const page = { limit: pageSize, cursor };
      const entries = await withOrganization(db, organizationId, (tx) =>
        findEntries(tx, { ...filter, timeZone }, page),
      );
      const isNew = 'subject' in filter ? () => true : isAboutAnother(accountId);
      yield entries.filter(isNew).map(({ at, action, actor, fields, ip }) => {
        const isOwn = actor?.id === accountId;
        return {
          at,
          action,
          by: isOwn ? 'person' : actor ? 'other' : 'foyer',
          fields,
          ip: isOwn ? ip : null,
        };
      });
      cursor = entries.length === pageSize ? entries.at(-1)?.id : undefined;
    } while (cursor !== undefined);
  }
}

/** What they did to themselves was told before. */
function isAboutAnother(accountId: string) {
  return ({ person }: { readonly person: { readonly id: string } | null }) => person?.id !== accountId;
}
