import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { countryCodes } from '../../../contract/countries.ts';

/** Every country by its name in the language that is spoken, in that language's order. */
export function useCountryChoices(): { value: string; label: string }[] {
  const { i18n } = useTranslation('identities');
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: 'region' });
    const collator = new Intl.Collator(i18n.language);
    return countryCodes
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .toSorted((one, other) => collator.compare(one.label, other.label));
  }, [i18n.language]);
}
