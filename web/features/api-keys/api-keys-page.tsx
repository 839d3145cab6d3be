import { ActionIcon, Anchor, Button, Text } from '@mantine/core';
import { IconBan, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../contract/api-keys.ts';
import { lastMoment } from '../../ui/last-moment.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { apiKeysQuery } from './api-key-queries.ts';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { KeyPermissions } from './key-permissions.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

/** The keys by which programs call the API. */
export function ApiKeysPage() {
  const { t } = useTranslation('api-keys');
  const list = useInfiniteQuery(apiKeysQuery);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const create = (
    <Button leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />} onClick={() => setCreating(true)}>
      {t('create.open')}
    </Button>
  );
  return (
    <SettingsFrame section="apiKeys" actions={create}>
      <Text mb="md">
        <Anchor href="/api/docs#api-keys">{t('docs')}</Anchor>
      </Text>
      <ListTable
        label={t('label')}
        columns={useColumns(setRevoking)}
        list={list}
        rowKey={(key) => key.id}
        empty={<EmptyState title={t('empty')} text={t('emptyText')} />}
        problemTitle={t('notLoaded')}
      />
      <CreateKeyDialog opened={creating} onClose={() => setCreating(false)} />
      <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />
    </SettingsFrame>
  );
}

function useColumns(onRevoke: (key: ApiKey) => void): readonly Column<ApiKey>[] {
  const { t } = useTranslation('api-keys');
  const { when, shortDay } = useWhen();
  return [
    {
      key: 'name',
      header: t('column.name'),
      cell: ({ name, maker, createdAt }) => (
        <>
          <Text fw={560}>
            <bdi>{name}</bdi>
          </Text>
          <Text size="xs" c="dimmed">
            {t('madeBy', { name: maker.name, day: shortDay(createdAt) })}
          </Text>
        </>
      ),
    },
    {
      key: 'permissions',
      header: t('column.permissions'),
      cell: (key) => <KeyPermissions apiKey={key} />,
      width: '30%',
      onPhone: 'hidden',
    },
    {
      key: 'state',
      header: t('column.state'),
      cell: ({ state }) => <StateBadge of="apiKey" state={state} />,
      width: '15%',
      onPhone: 'end',
    },
    {
      key: 'until',
      header: t('column.until'),
      cell: ({ expiresAt }) => <Text c="dimmed">{shortDay(lastMoment(expiresAt))}</Text>,
      width: '13%',
      onPhone: 'hidden',
    },
    {
      key: 'used',
      header: t('column.used'),
      cell: ({ lastUsedAt }) => <Text c="dimmed">{lastUsedAt ? when(lastUsedAt) : t('never')}</Text>,
      width: '14%',
      onPhone: 'hidden',
    },
    {
      key: 'actions',
      header: '',
      hiddenHeader: t('column.actions'),
      cell: (key) =>
        key.abilities.revoke && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('revoke.name', { name: key.name })}
            onClick={() => onRevoke(key)}
          >
            <IconBan size={18} stroke={1.7} />
          </ActionIcon>
        ),
      width: '56px',
      onPhone: 'end',
      align: 'end',
    },
  ];
}
