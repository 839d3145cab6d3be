/** Days of the organization, `YYYY-MM-DD`; none is no beginning and no end. */
export interface GrantDays {
  readonly from?: string | null | undefined;
  readonly until?: string | null | undefined;
}

/**
 * Whether these days give anything after the last one, beside what is held already: a grant that reaches further may be
 * shortened, and may begin sooner where that is within it.
 */
export function givesBeyond(last: string, { from, until }: GrantDays, held?: GrantDays): boolean {
  if (until && until <= last) return false;
  if (!held) return true;
  return endsLater({ until }, held) || (!!held.from && held.from > last && (from ?? '') < held.from);
}

export function endsLater({ until }: GrantDays, held: GrantDays): boolean {
  return held.until ? !until || until > held.until : false;
}
