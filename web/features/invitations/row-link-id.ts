/** The link in a row's first cell; the focus goes back to it when its panel closes. */
export function rowLinkId(id: string): string {
  return `invitation-${id}`;
}
