/** `Europe/Rome` as one says it: `Rome`. */
export function cityOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** Every time zone that this browser knows, to choose from: by city, because that is what one looks for. */
export function timeZoneChoices(
  alsoThis: string,
): readonly { readonly value: string; readonly label: string }[] {
  return [...new Set(['UTC', alsoThis, ...Intl.supportedValuesOf('timeZone')])]
    .map((value) => ({ value, label: labelOf(value) }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}

function labelOf(timeZone: string): string {
  const [region = '', ...rest] = timeZone.split('/');
  return rest.length === 0 ? region : `${cityOf(timeZone)} (${region.replaceAll('_', ' ')})`;
}
