/** What one calls a person in a greeting: the first word of a name; a username as it is. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
