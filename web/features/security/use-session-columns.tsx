import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SessionLine } from '../../../contract/sessions.ts';
import type { Column } from '../../ui/data-table.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { SessionDevice } from './session-device.tsx';
import { useDeviceWords } from './use-device-words.ts';

interface Ending {
  readonly end: (line: SessionLine) => void;
  /** The id of the session that is being ended. */
  readonly ending: string | null;
}

/** Device and network, since when, last used, and the way to end it. */
export function useSessionColumns({ end, ending }: Ending): readonly Column<SessionLine>[] {
  const { t } = useTranslation('security');
  const { moment } = useWhen();
  const wordsOf = useDeviceWords();
  return [
    { key: 'device', header: t('sessions.device'), cell: (line) => <SessionDevice line={line} /> },
    {
      key: 'began',
      header: t('sessions.began'),
      width: '170px',
      onPhone: 'hidden',
      cell: ({ createdAt }) => moment(createdAt),
    },
    {
      key: 'seen',
      header: t('sessions.seen'),
      width: '170px',
      onPhone: 'hidden',
      cell: ({ current, lastSeenAt }) => (current ? t('sessions.now') : moment(lastSeenAt)),
    },
    {
      key: 'act',
      header: '',
      hiddenHeader: t('sessions.act'),
      width: '110px',
      onPhone: 'end',
      align: 'end',
      cell: (line) =>
        !line.current && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('sessions.endNamed', { device: wordsOf(line.device) })}
            loading={ending === line.id}
            onClick={() => end(line)}
          >
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
}
