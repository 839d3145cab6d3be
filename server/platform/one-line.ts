/** What another program said, on one line that a text of PostgreSQL and any page can hold. @param maximum characters */
export function oneLine(said: string, maximum: number): string {
  return said
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, maximum);
}
