import { useTranslation } from 'react-i18next';
import { queryClient } from '../../query-client.ts';
import { DownloadMenu } from '../../ui/download-menu.tsx';

type Format = 'html' | 'json';

interface ExportPersonProps {
  /** Absent: one's own data. */
  readonly whose?: string;
  /** Hands the file to the browser. @returns whether it began */
  readonly download: (format: Format) => Promise<boolean>;
}

/** Everything of one person as a file, to read or for a program. It is noted: the activity shows so at once. */
export function ExportPerson({ whose, download }: ExportPersonProps) {
  const { t } = useTranslation('person');
  return (
    <DownloadMenu
      label={t(whose ? 'export.open' : 'export.openMine')}
      formats={(['html', 'json'] as const).map((format) => ({ format, label: t(`export.${format}`) }))}
      note={t(whose ? 'export.text' : 'export.textMine')}
      download={download}
      onBegun={() => queryClient.invalidateQueries({ queryKey: ['activity'] })}
    />
  );
}
