/** In code points after NFC. 15 while the password is the only factor (NIST SP 800-63B-4, 3.1.1.2). */
export const passwordLimits = { shortest: 15, longest: 256 } as const;

/** What can speak against a new password: keys of texts in `locales/<language>/errors.json`. */
export const passwordProblemCodes = [
  'password.too_short',
  'password.too_long',
  'password.not_text',
  'password.common',
  'password.repeated',
  'password.about_you',
] as const;
export type PasswordProblemCode = (typeof passwordProblemCodes)[number];

/** The characters of a password as its length is judged: a person who sees 15 is not told 14. */
export function countCharacters(password: string): number {
  return [...password.normalize('NFC')].length;
}
