/** Why an Italian tax code is refused. Texts: `identity.<reason>` in `locales/<language>/errors.json`. */
export type TaxCodeProblem = 'tax_code_length' | 'tax_code_characters' | 'tax_code_check';

// Letters stand for digits where two people would otherwise have the same code (omocodia).
const digit = '[0-9LMNPQRSTUV]';
const shape = new RegExp(`^[A-Z]{6}${digit}{2}[ABCDEHLMPRST]${digit}{2}[A-Z]${digit}{3}[A-Z]$`);

/** Value of a character at an odd place, counted from 1: by digit, and by letter from A on. */
const oddValues = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/**
 * The codice fiscale of a person: 16 characters, the last of which checks the others (Decreto ministeriale of 23 December
 * 1976, articles 2 to 8). @param code in upper case, without blanks
 */
export function findTaxCodeProblem(code: string): TaxCodeProblem | undefined {
  if (code.length !== 16) return 'tax_code_length';
  if (!shape.test(code)) return 'tax_code_characters';
  return checkLetterOf(code) === code.at(-1) ? undefined : 'tax_code_check';
}

function checkLetterOf(code: string): string {
  const sum = [...code.slice(0, 15)]
    .map((character, index) => {
      const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
      return index % 2 === 0 ? (oddValues[value] ?? 0) : value;
    })
    .reduce((total, value) => total + value, 0);
  return String.fromCharCode(65 + (sum % 26));
}
