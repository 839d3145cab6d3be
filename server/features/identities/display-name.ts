import type { Content } from './content.ts';

// In code points: two names of the longest kind don't fit whole.
const longest = 200;

/**
 * What a person is called by everybody: the alias, else the name to use before the family name, else given and family name.
 * A name to use that has a blank in it is a whole name already. Null while there is none.
 */
export function displayName({ alias, values }: Content): string | null {
  const [given, family, preferred] = ['given_name', 'family_name', 'preferred_name'].map((key) => {
    const value = values.get(key);
    return typeof value === 'string' ? value : '';
  });
  const first = preferred || given;
  const name = alias ?? (preferred?.includes(' ') ? preferred : [first, family].filter(Boolean).join(' '));
  return [...name].slice(0, longest).join('').trim() || null;
}
