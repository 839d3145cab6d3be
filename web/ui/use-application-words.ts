import { useTranslation } from 'react-i18next';

/**
 * Names and descriptions of applications and permissions, from the catalog `applications`, which the page's route
 * loads. What the catalog doesn't know is called by its own name.
 */
export function useApplicationWords() {
  const { t } = useTranslation('applications');
  // The server names them: no keys to check.
  const words = (key: string, name: string) => t(key as 'permissions.title', { defaultValue: name });
  return {
    application: (slug: string) => ({
      title: words(`${slug}.title`, slug),
      description: words(`${slug}.description`, ''),
    }),
    permission: (slug: string, name: string) => ({
      title: words(`${slug}.permissions.${name}.title`, name),
      description: words(`${slug}.permissions.${name}.description`, ''),
    }),
  };
}
