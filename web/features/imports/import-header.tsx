import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { ImportSteps } from './import-steps.tsx';
import { useImportName } from './use-import-name.ts';

interface ImportHeaderProps {
  readonly one: ImportDetail;
  readonly title: string;
  /** Instead of the file and who began it; null: nothing. */
  readonly intro?: ReactNode;
  readonly step: Parameters<typeof ImportSteps>[0]['current'];
}

/** The head of every page of an import: where it stands among the steps, and whose it is. */
export function ImportHeader({ one, title, intro, step }: ImportHeaderProps) {
  const { t } = useTranslation(['imports', 'app']);
  const { moment } = useWhen();
  const nameOf = useImportName();
  return (
    <PageHeader
      title={title}
      intro={
        intro === undefined
          ? t('startedBy', {
              file: nameOf(one),
              name: one.startedBy?.name ?? '–',
              when: moment(one.createdAt),
            })
          : intro
      }
      parents={[
        { label: t('nav.registration', { ns: 'app' }), to: '/user-registration' },
        { label: t('title'), to: '/user-registration/bulk-invite' },
      ]}
      actions={<ImportSteps current={step} />}
    />
  );
}
