import { useTranslation } from 'react-i18next';
import type { IdentityFormVersion } from '../../../contract/identity-form-versions.ts';
import { textIn } from '../identities/text-in.ts';

/** What a version of the form did, in sentences; the fields are named in the language that the form is read in. */
export function useChangeSentences(language: string) {
  const { t, i18n } = useTranslation('identity-form');
  const named = (fields: IdentityFormVersion['added']) =>
    new Intl.ListFormat(i18n.language).format(fields.map(({ label }) => `“${textIn(label, language)}”`));
  return ({ added, changed, removed, rearranged, allowsAlias }: IdentityFormVersion): string[] => [
    ...(['added', 'changed', 'removed'] as const).flatMap((act) => {
      const fields = { added, changed, removed }[act];
      return fields.length === 0
        ? []
        : [t(`versions.${act}`, { count: fields.length, fields: named(fields) })];
    }),
    ...(rearranged ? [t('versions.rearranged')] : []),
    ...(allowsAlias === null ? [] : [t(allowsAlias ? 'versions.aliasOn' : 'versions.aliasOff')]),
  ];
}
