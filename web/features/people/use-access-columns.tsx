import { Group, Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import type { Column } from '../../ui/data-table.tsx';
import { lastMoment } from '../../ui/last-moment.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import { useWhen } from '../../ui/use-when.ts';
import type { AccessLine } from './access-lines.ts';
import { AccessAct } from './access-act.tsx';

/** Application, permission, from, until, state with the one useful act, and where it comes from. */
export function useAccessColumns(person: PersonDetail): readonly Column<AccessLine>[] {
  const { t } = useTranslation('person');
  const words = useApplicationWords();
  const { shortDay } = useWhen();
  const dimmed = (text: string) => <Text c="dimmed">{text}</Text>;
  return [
    {
      key: 'permission',
      header: t('access.permission'),
      cell: ({ application, permission }) => (
        <>
          <Text fw={560}>{words.permission(application, permission).title}</Text>
          <Text size="xs" c="dimmed">
            {words.application(application).title}
          </Text>
        </>
      ),
      width: '30%',
    },
    {
      key: 'from',
      header: t('access.from'),
      cell: ({ source }) => dimmed(daysOf(source?.from ?? source?.grantedAt)),
      onPhone: 'hidden',
    },
    {
      key: 'until',
      header: t('access.until'),
      cell: ({ source }) => dimmed(untilOf(source)),
      onPhone: 'hidden',
    },
    {
      key: 'state',
      header: t('access.state'),
      cell: (line) => (
        <Group gap="sm">
          <LineState line={line} />
          <AccessAct line={line} person={person} />
        </Group>
      ),
      onPhone: 'end',
    },
    {
      key: 'source',
      header: t('access.source'),
      cell: ({ source }) => <SourceWords source={source} />,
      width: '24%',
      onPhone: 'hidden',
    },
  ];

  function daysOf(at: string | null | undefined): string {
    return at ? shortDay(at) : '';
  }

  function untilOf(source: AccessLine['source']): string {
    if (!source) return '';
    if (source.endedAt) return shortDay(source.endedAt);
    if (source.until) return shortDay(lastMoment(source.until));
    return t('access.noEnd');
  }
}

function LineState({ line: { state, source } }: { readonly line: AccessLine }) {
  const { t } = useTranslation('person');
  const { shortDay, distance } = useWhen();
  if (state === 'missing') return <Text c="dimmed">{t('access.missing')}</Text>;
  if (state === 'starts_later' && source?.from) {
    return <StateBadge of="grant" state={state} label={t('access.starts', { day: shortDay(source.from) })} />;
  }
  if (state === 'ends_soon' && source?.until) {
    const label = t('access.ends', { distance: distance(lastMoment(source.until)) });
    return <StateBadge of="grant" state={state} label={label} />;
  }
  return <StateBadge of="grant" state={state} />;
}

function SourceWords({ source }: Pick<AccessLine, 'source'>) {
  const { t } = useTranslation('person');
  if (!source) return null;
  if (source.kind === 'founder') return t('access.founder');
  return (
    <>
      <Text>
        {source.grantedBy ? (
          <Trans
            t={t}
            i18nKey="access.grantedBy"
            values={{ name: source.grantedBy }}
            components={{ name: <bdi /> }}
          />
        ) : (
          t('access.grantedByErased')
        )}
      </Text>
      {source.reason && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {source.reason}
        </Text>
      )}
    </>
  );
}
