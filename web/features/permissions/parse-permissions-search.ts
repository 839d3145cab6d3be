export interface PermissionsSearch {
  readonly application?: string;
  readonly permission?: string;
  /** Whom a grant is to be for: the registration leads here with the account it made. */
  readonly account?: string;
}

/** What the address says; what it can't mean is left out, so that no address breaks the page. */
export function parsePermissionsSearch(search: Record<string, unknown>): PermissionsSearch {
  const application = textOf(search['application']);
  const permission = textOf(search['permission']);
  const account = textOf(search['account']);
  return {
    ...(application && { application }),
    ...(permission && { permission }),
    ...(account && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(account) && { account }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 64 ? value : undefined;
}
