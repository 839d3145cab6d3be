import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportAccounts, mostWorkbookRows, previewExport } from '../../../contract/people-export.ts';
import { call } from '../../api.ts';
import { startDownload } from '../../steady/start-download.ts';
import { DownloadMenu } from '../../ui/download-menu.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { filterOf, orderOf, type PeopleSearch } from './parse-people-search.ts';

interface ExportPeopleProps {
  readonly search: PeopleSearch;
  /** These in place of whom the filters hold. */
  readonly chosen?: readonly string[] | undefined;
  readonly size?: 'xs';
  readonly onProblem: (problem: unknown) => void;
}

/** What the filters hold, or who is chosen, as a file that an import reads again; as a workbook where one can hold them. */
export function ExportPeople({ search, chosen, size, onProblem }: ExportPeopleProps) {
  const { t, i18n } = useTranslation('people');
  const [asks, setAsks] = useState(false);
  const filter = filterOf(search);
  const { data: preview } = useQuery({
    queryKey: ['people', 'export', filter],
    queryFn: ({ signal }) => call(previewExport, { query: filter }, { signal }),
    enabled: asks && !chosen,
  });
  const whom = chosen ? { ids: chosen.join(',') } : filter;
  const tooMany = !chosen && preview?.fitsWorkbook === false;
  const most = formatCount(mostWorkbookRows, i18n.language);
  return (
    <DownloadMenu
      label={t('export.open')}
      formats={[
        { format: 'csv', label: t('export.csv') },
        {
          format: 'xlsx',
          label: t('export.xlsx'),
          refusal: tooMany ? t('export.tooMany', { most }) : undefined,
        },
      ]}
      note={t(chosen ? 'export.textChosen' : 'export.text')}
      download={(format: 'csv' | 'xlsx') =>
        startDownload(exportAccounts, { query: { ...whom, sort: orderOf(search), format } })
      }
      onOpen={() => setAsks(true)}
      onProblem={onProblem}
      {...(size && { size })}
    />
  );
}
