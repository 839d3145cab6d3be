import { keptValue } from '../../kept-value.ts';

/** What the table can say of a person beside their name; and what of it at first. */
export const peopleColumns = [
  'code',
  'account',
  'identity',
  'population',
  'username',
  'added',
  'seen',
] as const;
export type PeopleColumn = (typeof peopleColumns)[number];

const atFirst: readonly PeopleColumn[] = ['code', 'account', 'identity', 'population', 'seen'];
const kept = keptValue('device', 'foyer.people.columns');

/** The columns chosen on this device. */
export function chosenColumns(): readonly PeopleColumn[] {
  const names = kept.read()?.split(' ');
  return names ? peopleColumns.filter((name) => names.includes(name)) : atFirst;
}

export function keepColumns(columns: readonly PeopleColumn[]): void {
  kept.write(columns.join(' '));
}
