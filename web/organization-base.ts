/** `/o/{slug}` of a page's path, where several organizations share the server; else nothing. */
export function organizationBase(path: string): string {
  return /^\/o\/[a-z0-9-]+(?=\/|$)/.exec(path)?.[0] ?? '';
}

/** The slug in a page's path, if it has one. */
export function organizationSlug(path: string): string | undefined {
  return organizationBase(path).slice('/o/'.length) || undefined;
}
