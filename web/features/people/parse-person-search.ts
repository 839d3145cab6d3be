/** Whose words its parts speak. */
export const personCatalogs = ['person', 'identities', 'activity', 'applications', 'outbox'] as const;

export const personTabs = ['overview', 'identity', 'access', 'mails', 'activity'] as const;
export type PersonTab = (typeof personTabs)[number];

export interface PersonSearch {
  /** Absent: the overview. */
  readonly tab?: Exclude<PersonTab, 'overview'>;
}

/** What the address says; what it can't mean is left out. */
export function parsePersonSearch({ tab }: Record<string, unknown>): PersonSearch {
  const known = personTabs.find((one) => one === tab);
  return known && known !== 'overview' ? { tab: known } : {};
}
