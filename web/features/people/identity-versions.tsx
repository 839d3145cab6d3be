import { Anchor, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { IdentityVersion, PersonDetail } from '../../../contract/people.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { versionsQuery } from './person-queries.ts';

/** Every version: who filled it in, who decided, when. */
export function IdentityVersions({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const { data, error, refetch } = useQuery(versionsQuery(person.id));
  return (
    <section aria-labelledby="versions">
      <Title order={2} id="versions" mb="xs">
        {t('versions.title')}
      </Title>
      <DataTable
        label={t('versions.title')}
        columns={useColumns(person)}
        rows={data?.items}
        rowKey={({ version }) => String(version)}
        problem={error}
        problemTitle={t('versions.notLoaded')}
        onRetry={() => void refetch()}
        empty={<EmptyState title={t('identity.none')} text={t('identity.noneText')} />}
      />
    </section>
  );
}

function useColumns(person: PersonDetail): readonly Column<IdentityVersion>[] {
  const { t } = useTranslation('person');
  const { moment } = useWhen();
  const told = (at: string | null, by: string | null) => (
    <>
      {at && <Text>{moment(at)}</Text>}
      {by && (
        <Text size="xs" c="dimmed">
          {t('versions.by', { name: by })}
        </Text>
      )}
    </>
  );
  return [
    {
      key: 'version',
      header: t('versions.version'),
      cell: ({ version, state }) =>
        state === 'submitted' && person.abilities.reveal && !person.isSelf && person.state !== 'closed' ? (
          <Anchor
            renderRoot={(props) => <Link to="/identity-review/$id" params={{ id: person.id }} {...props} />}
          >
            {t('versions.number', { number: version })}
          </Anchor>
        ) : (
          t('versions.number', { number: version })
        ),
    },
    {
      key: 'state',
      header: t('versions.state'),
      cell: ({ state, inForce }) => <VersionState state={state} inForce={inForce} />,
      onPhone: 'end',
    },
    {
      key: 'saved',
      header: t('versions.saved'),
      cell: ({ savedAt, savedBy }) => told(savedAt, savedBy),
      onPhone: 'hidden',
    },
    {
      key: 'decided',
      header: t('versions.decided'),
      cell: ({ decidedAt, decidedBy }) => told(decidedAt, decidedBy),
      onPhone: 'hidden',
    },
  ];
}

function VersionState({ state, inForce }: Pick<IdentityVersion, 'state' | 'inForce'>) {
  const { t } = useTranslation('person');
  if (state === 'withdrawn') return <Text c="dimmed">{t('versions.withdrawn')}</Text>;
  if (state === 'validated') {
    return inForce ? (
      <StateBadge of="identity" state="validated" label={t('versions.inForce')} />
    ) : (
      <Text c="dimmed">{t('versions.replaced')}</Text>
    );
  }
  return <StateBadge of="identity" state={state} />;
}
