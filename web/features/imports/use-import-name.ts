import { useTranslation } from 'react-i18next';
import type { Import } from '../../../contract/import-schemas.ts';

/** What an import is called: its file, or that its rows were typed or pasted. */
export function useImportName(): (one: Pick<Import, 'filename'>) => string {
  const { t } = useTranslation('imports');
  return ({ filename }) => filename ?? t('typedRows');
}
