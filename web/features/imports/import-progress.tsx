import { Button, Group, Progress, Text, VisuallyHidden } from '@mantine/core';
import { IconBan, IconDoorExit, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { ImportHeader } from './import-header.tsx';
import classes from './import-progress.module.css';
import { LatestRows } from './latest-rows.tsx';
import { ProgressFigures } from './progress-figures.tsx';
import { useDayWords } from './use-day-words.ts';
import { useImportActs } from './use-import-acts.ts';

type Titled = 'settling' | 'planning' | 'applying' | 'paused' | 'undoing';

function titleOf({ state, progress }: ImportDetail): `progress.title.${Titled}` {
  return `progress.title.${progress?.phase === 'settling' ? 'settling' : (state as Titled)}`;
}

/** An import at work, or paused: how far, how fast, how long yet. It goes on without the page. */
export function ImportProgress({ one }: { one: ImportDetail }) {
  const { t } = useTranslation('imports');
  const sending = one.state === 'applying' || one.state === 'paused';
  return (
    <>
      <ImportHeader one={one} title={t(titleOf(one))} step={sending ? 'send' : 'check'} />
      {one.state === 'paused' && (
        <div className={classes.notice}>
          <Notice tone="attention" title={one.failure?.message ?? t('progress.paused')}>
            <Text>
              {t(one.failure?.code === 'import.no_longer' ? 'progress.orphanedText' : 'progress.pausedText')}
            </Text>
          </Notice>
        </div>
      )}
      <Panel className={classes.panel ?? ''}>
        <HowFar one={one} />
        {sending && <ProgressFigures one={one} />}
        <div className={classes.foot}>
          <Text className={classes.leave ?? ''}>
            <IconDoorExit
              size={20}
              stroke={1.7}
              color="var(--foyer-accent-ink)"
              className="flip"
              aria-hidden
            />
            {t(one.state === 'paused' ? 'progress.mayLeavePaused' : 'progress.mayLeave')}
          </Text>
          <ProgressActs one={one} />
        </div>
      </Panel>
      {sending && <LatestRows one={one} />}
    </>
  );
}

function HowFar({ one }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  const { duration } = useDayWords();
  const number = (count: number) => formatCount(count, i18n.language);
  const { done = 0, total = 0, rowsPerSecond = 0, secondsLeft = null } = one.progress ?? {};
  const part = total > 0 ? done / total : 0;
  const tenth = Math.floor(part * 10) * 10;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(tenth / 100);
  return (
    <>
      <div className={classes.head}>
        <p className={classes.big}>
          <b>{number(done)}</b> {t('progress.of', { total: number(total) })}
        </p>
        <div className={classes.left}>
          {one.state !== 'paused' && secondsLeft !== null && (
            <Text fw={600}>{t('progress.left', { duration: duration(secondsLeft) })}</Text>
          )}
          {one.state !== 'paused' && rowsPerSecond > 0 && (
            <Text c="dimmed">{t('progress.rate', { number: number(Math.round(rowsPerSecond)) })}</Text>
          )}
        </div>
      </div>
      <Progress value={part * 100} size={10} aria-label={t(titleOf(one))} />
      <VisuallyHidden role="status">{t('progress.percent', { percent })}</VisuallyHidden>
    </>
  );
}

function ProgressActs({ one }: { one: ImportDetail }) {
  const { t } = useTranslation('imports');
  const { pause, resume } = useImportActs(one);
  const [cancelling, setCancelling] = useState(false);
  const { abilities, state } = one;
  return (
    <Group gap="xs">
      {abilities.pause && (
        <Button
          variant="default"
          loading={pause.isPending}
          leftSection={<IconPlayerPause size={18} stroke={1.7} aria-hidden />}
          onClick={() => pause.mutate()}
        >
          {t('progress.pause')}
        </Button>
      )}
      {abilities.cancel && (
        <Button
          variant="default"
          leftSection={<IconBan size={18} stroke={1.7} aria-hidden />}
          onClick={() => setCancelling(true)}
        >
          {t('progress.cancel')}
        </Button>
      )}
      {abilities.resume && (
        <Button
          loading={resume.isPending}
          leftSection={<IconPlayerPlay size={18} stroke={1.7} className="flip" aria-hidden />}
          onClick={() => resume.mutate()}
        >
          {t('progress.resume')}
        </Button>
      )}
      {state === 'applying' && (
        <Button component={Link} to="/invitations" variant="default">
          {t('progress.invitations')}
        </Button>
      )}
      <CancelDialog one={one} opened={cancelling} onClose={() => setCancelling(false)} />
    </Group>
  );
}
