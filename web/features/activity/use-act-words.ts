import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { identityFormQuery } from '../identities/identity-queries.ts';
import { textIn } from '../identities/text-in.ts';

/**
 * Words for acts and what they are about. The server names them: an act whose text is still missing is called by its
 * own name, and a test says which. Fields of identities are called as the organization's form calls them; one that
 * has left the form keeps its key.
 */
export function useActWords() {
  const { t, i18n } = useTranslation('activity');
  const { data: form } = useQuery(identityFormQuery);
  const formField = (key: string) =>
    form?.sections.flatMap(({ fields }) => fields).find((field) => field.key === key);
  return {
    area: (area: string) => t(`area.${area}` as 'area.session', { defaultValue: area }),
    act: (action: string) => t(`act.${action}` as 'act.session.started', { defaultValue: action }),
    /** `action`: the act that names it; not needed for the values of one, which hold nothing of an identity. */
    field: (name: string, action = '') => {
      const isOfForm = action.startsWith('identity.') || action === 'import.revealed';
      const ofForm = isOfForm ? formField(name) : undefined;
      if (ofForm) return textIn(ofForm.label, i18n.language);
      return t(`field.${name}` as 'field.from', { defaultValue: name });
    },
  };
}
