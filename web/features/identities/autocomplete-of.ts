const purposes: Readonly<Record<string, string>> = {
  given_name: 'given-name',
  family_name: 'family-name',
  preferred_name: 'nickname',
  date_of_birth: 'bday',
  gender: 'sex',
  phone: 'tel',
  personal_email: 'email',
  title: 'organization-title',
};

/** What a browser may fill in by itself (WCAG 1.3.5), by the keys of the default form. */
export function autocompleteOf(key: string): string {
  return purposes[key] ?? 'off';
}
