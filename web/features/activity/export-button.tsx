import { useTranslation } from 'react-i18next';
import { exportActivity } from '../../../contract/activity.ts';
import { queryClient } from '../../query-client.ts';
import { startDownload } from '../../steady/start-download.ts';
import { DownloadMenu } from '../../ui/download-menu.tsx';
import type { ActivitySearch } from './parse-activity-search.ts';

// It is noted before its first line leaves; nobody tells the page when the browser has asked for it.
const untilNoted = 1500;

/** What the filters show, as a file that the browser saves as it comes. It is noted itself: the list shows so soon. */
export function ExportButton({ search }: { search: ActivitySearch }) {
  const { t } = useTranslation('activity');
  return (
    <DownloadMenu
      label={t('export.open')}
      formats={(['csv', 'jsonl'] as const).map((format) => ({ format, label: t(`export.${format}`) }))}
      note={t('export.text')}
      download={(format) => startDownload(exportActivity, { query: { ...search, format } })}
      onBegun={() =>
        setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['activity', 'list'] }), untilNoted)
      }
    />
  );
}
