import { Loader, Progress, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useId, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { formatCount } from '../../ui/format-count.ts';
import { Notice } from '../../ui/notice.tsx';
import { acceptedFiles, fileType } from './file-type.ts';
import { FileProblem } from './file-problem.tsx';
import classes from './from-file.module.css';
import type { ImportLimits } from './import-limits.ts';
import { refusalOf } from './import-limits.ts';
import { TemplateDownloads } from './template-downloads.tsx';
import { useUpload } from './use-upload.ts';

/** A file dropped or chosen; its limits are told before, and what speaks against it stands here. */
export function FromFile({ limits }: { limits: ImportLimits | undefined }) {
  const { t, i18n } = useTranslation('imports');
  const id = useId();
  const upload = useUpload();
  const [refused, setRefused] = useState<'type' | 'size' | null>(null);
  const [over, setOver] = useState(false);
  const number = (value: number) => formatCount(value, i18n.language);

  const take = (file: File | undefined) => {
    if (!file || upload.isPending) return;
    const type = fileType(file.name);
    const refusal = refusalOf(file, type, limits);
    setRefused(refusal);
    upload.reset();
    if (refusal === null && type !== undefined)
      upload.mutate({ file: file.slice(0, file.size, type), filename: file.name.slice(-255) });
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === 'dragover' || event.type === 'dragenter');
  };

  return (
    <section aria-labelledby={`${id}-title`}>
      <Title order={2} id={`${id}-title`} fz={17} mb={10}>
        {t('file.title')}
      </Title>
      {/* The label is the area: it needs no dragging, and a keyboard reaches its input. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is one way; its input is the other */}
      <label
        className={classes.drop}
        data-over={over || undefined}
        onDragEnter={hover}
        onDragOver={hover}
        onDragLeave={hover}
        onDrop={(event) => {
          hover(event);
          take(event.dataTransfer.files[0]);
        }}
      >
        <input
          type="file"
          className={classes.input}
          accept={acceptedFiles}
          disabled={upload.isPending}
          aria-describedby={`${id}-limits`}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            // The same file again is a change, too.
            event.currentTarget.value = '';
          }}
        />
        {upload.isPending ? (
          <Sending sent={upload.sent} />
        ) : (
          <>
            <IconFileSpreadsheet size={30} stroke={1.5} color="var(--foyer-accent-ink)" aria-hidden />
            <span className={classes.words}>{t('file.drop')}</span>
            <span className={classes.choose}>
              <Trans t={t} i18nKey="file.choose" components={{ u: <u /> }} />
            </span>
          </>
        )}
      </label>
      <Text c="dimmed" mt="xs" id={`${id}-limits`}>
        {limits
          ? t('file.limits', {
              rows: number(limits.rows),
              megabytes: number(Math.floor(limits.bytes / 1024 ** 2)),
              xlsxRows: number(limits.xlsxRows),
              xlsxMegabytes: number(Math.floor(limits.xlsxBytes / 1024 ** 2)),
            })
          : ' '}
      </Text>
      {refused !== null && (
        <div className={classes.problem}>
          <Notice tone="bad" title={t(`file.refused.${refused}`)} urgent>
            <Text>{t(`file.refused.${refused}Text`)}</Text>
          </Notice>
        </div>
      )}
      {upload.isError && (
        <div className={classes.problem}>
          <FileProblem problem={upload.error} />
        </div>
      )}
      <TemplateDownloads />
      <Text c="dimmed" mt="sm">
        {t('file.others')}
      </Text>
    </section>
  );
}

/** First the way to the server, which is measured; then the reading, which is not. */
function Sending({ sent }: { sent: number }) {
  const { t, i18n } = useTranslation('imports');
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(
    Math.floor(sent * 100) / 100,
  );
  const reading = sent >= 1;
  return (
    <span className={classes.sending}>
      {reading && <Loader size="sm" aria-hidden />}
      <span className={classes.words}>{reading ? t('file.reading') : t('file.sending', { percent })}</span>
      {!reading && (
        <Progress
          component="span"
          display="block"
          w={260}
          maw="100%"
          value={sent * 100}
          aria-label={t('file.sent')}
        />
      )}
      <VisuallyHidden role="status">{reading ? t('file.reading') : t('file.sendingBegan')}</VisuallyHidden>
    </span>
  );
}
