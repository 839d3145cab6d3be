import type { Choice } from './choice-search.tsx';
import { plainLetters } from './plain-letters.ts';

/** Whose name holds what is typed, accents, apostrophes and case apart; those that begin with it come first. */
export function findChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = plainLetters(typed);
  if (wanted === '') return choices;
  const found = choices.filter(({ label }) => plainLetters(label).includes(wanted));
  const begins = ({ label }: Choice) => plainLetters(label).startsWith(wanted);
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))];
}
