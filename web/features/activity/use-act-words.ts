import { useTranslation } from 'react-i18next';

/**
 * Words for acts and what they are about. The server names them: an act whose text is still missing is called by its
 * own name, and a test says which.
 */
export function useActWords() {
  const { t } = useTranslation('activity');
  return {
    area: (area: string) => t(`area.${area}` as 'area.session', { defaultValue: area }),
    act: (action: string) => t(`act.${action}` as 'act.session.started', { defaultValue: action }),
    field: (name: string) => t(`field.${name}` as 'field.from', { defaultValue: name }),
  };
}
