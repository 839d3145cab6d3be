/** An instant of the last day, to be shown: what lasts "until a day" ends with the instant at which the next begins. */
export function lastMoment(until: string): string {
  return new Date(Date.parse(until) - 1).toISOString();
}
