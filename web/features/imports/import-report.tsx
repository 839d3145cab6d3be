import { Anchor, Button } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import { useWhen } from '../../ui/use-when.ts';
import { ImportHeader } from './import-header.tsx';
import classes from './import-report.module.css';
import { OutcomeBar } from './outcome-bar.tsx';
import type { ImportSearch } from './parse-import-search.ts';
import { ReportFilters } from './report-filters.tsx';
import { ReportRows } from './report-rows.tsx';
import { StoppedUndo } from './stopped-undo.tsx';
import { UndoPanel } from './undo-panel.tsx';
import { useDayWords } from './use-day-words.ts';
import { useImportActs } from './use-import-acts.ts';
import { useImportName } from './use-import-name.ts';

/** What became of every row: numbers first, then what failed, each with its remedy. */
export function ImportReport({ one, search }: { one: ImportDetail; search: ImportSearch }) {
  const { download } = useImportActs(one);
  const { t } = useTranslation('imports');
  const { blocked, moved, failed, create, update } = one.counts;
  // Of a list that was given up, with what had its turn never.
  const notDone = blocked + moved + failed + (one.state === 'cancelled' ? create + update : 0);
  return (
    <>
      <ImportHeader one={one} title={useHeadline(one)} intro={<Intro one={one} />} step="report" />
      <StoppedUndo one={one} />
      <OutcomeBar counts={one.counts} />
      <div className={classes.bar}>
        <ReportFilters one={one} show={search.show ?? 'all'} />
        <div className={classes.files}>
          {notDone > 0 && (
            <Button
              variant="default"
              loading={download.isPending && download.variables.outcome === 'not_done'}
              leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />}
              onClick={() =>
                download.mutate({ format: one.kind === 'xlsx' ? 'xlsx' : 'csv', outcome: 'not_done' })
              }
            >
              {t('report.failedRows')}
            </Button>
          )}
          {(['csv', 'xlsx'] as const).map((format) => (
            <Button
              key={format}
              variant="default"
              loading={
                download.isPending && download.variables.format === format && !download.variables.outcome
              }
              leftSection={<IconFileSpreadsheet size={18} stroke={1.7} aria-hidden />}
              onClick={() => download.mutate({ format })}
            >
              {t(`report.full.${format}`)}
            </Button>
          ))}
        </div>
      </div>
      <ReportRows one={one} search={search} />
      <UndoPanel one={one} />
    </>
  );
}

function useHeadline({ state, counts }: ImportDetail): string {
  const { t, i18n } = useTranslation('imports');
  const number = (count: number) => formatCount(count, i18n.language);
  const wanted = counts.done + counts.moved + counts.failed + counts.create + counts.update + counts.undone;
  if (state === 'undone')
    return t('report.headline.undone', { count: counts.undone, number: number(counts.undone) });
  if (counts.done === 0 && state === 'cancelled') return t('report.headline.cancelled');
  if (counts.done === 0) return t('report.headline.nobody');
  if (wanted === counts.done)
    return t('report.headline.all', { count: counts.done, number: number(counts.done) });
  return t('report.headline.some', { count: wanted, number: number(counts.done), total: number(wanted) });
}

/** When it ended and how long that took, or who undid it. */
function useEnding(one: ImportDetail): string {
  const { t } = useTranslation('imports');
  const { moment } = useWhen();
  const { duration } = useDayWords();
  const file = useImportName()(one);
  const { state, appliedAt, finishedAt, changedAt, undoneBy } = one;
  if (state === 'undone')
    return t('report.undone', {
      file,
      name: undoneBy?.name ?? undoneBy?.username ?? '–',
      when: moment(changedAt),
    });
  if (finishedAt === null) return file;
  if (appliedAt === null) return t('report.ended', { file, when: moment(finishedAt) });
  const seconds = (Date.parse(finishedAt) - Date.parse(appliedAt)) / 1000;
  return t('report.finished', { file, when: moment(finishedAt), duration: duration(seconds) });
}

/** How it ended, and the mails that are still on their way or came back. */
function Intro({ one }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  const number = (count: number) => formatCount(count, i18n.language);
  const { counts, mails } = one;
  const failed = counts.moved + counts.failed;
  return (
    <>
      {useEnding(one)} {failed > 0 && `${t('report.rowsFailed', { count: failed, number: number(failed) })} `}
      {counts.blocked > 0 &&
        `${t('report.kept', { count: counts.blocked, number: number(counts.blocked) })} `}
      {counts.done > 0 && t('report.nobodyTwice')}{' '}
      {mails &&
        mails.waiting > 0 &&
        `${t('report.mailsWait', { count: mails.waiting, number: number(mails.waiting) })} `}
      {mails && mails.bounced > 0 && (
        <Anchor
          size="md"
          renderRoot={(props) => <Link {...props} to="/invitations" search={{ state: 'bounced' }} />}
        >
          {t('report.bounced', { count: mails.bounced, number: number(mails.bounced) })}
        </Anchor>
      )}
    </>
  );
}
