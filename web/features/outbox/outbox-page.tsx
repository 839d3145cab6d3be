import { Anchor, Button, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { listOutbox } from '../../../contract/outbox.ts';
import { useSession } from '../../shell/session.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { outboxQuery } from './outbox-queries.ts';

type KeptMail = ResponseOf<typeof listOutbox>['items'][number];

/** The mails that are kept while no mail server is set, newest first. */
export function OutboxPage() {
  const { t } = useTranslation('outbox');
  const sending = useSession().mail === 'smtp';
  return (
    <>
      <PageHeader title={t('title')} intro={sending ? undefined : t('intro')} />
      {sending ? <EmptyState title={t('sending')} text={t('sendingText')} /> : <KeptMails />}
    </>
  );
}

function KeptMails() {
  const { t } = useTranslation('outbox');
  const navigate = useNavigate();
  return (
    <ListTable
      label={t('label')}
      columns={useColumns()}
      list={useInfiniteQuery(outboxQuery)}
      rowKey={(mail) => mail.id}
      onOpen={({ id }) => void navigate({ to: '/outbox/$id', params: { id } })}
      empty={<NoMails />}
      problemTitle={t('notLoaded')}
    />
  );
}

function useColumns(): readonly Column<KeptMail>[] {
  const { t } = useTranslation('outbox');
  const { when } = useWhen();
  return [
    {
      key: 'subject',
      header: t('column.subject'),
      cell: ({ id, subject, kind }) => (
        <>
          <Anchor
            component={Link}
            to="/outbox/$id"
            params={{ id } as never}
            c="inherit"
            fw={560}
            underline="hover"
          >
            <bdi>{subject}</bdi>
          </Anchor>
          <Text size="xs" c="dimmed">
            {t(`kind.${kind}`)}
          </Text>
        </>
      ),
    },
    {
      key: 'to',
      header: t('column.to'),
      cell: ({ to }) => (
        <Text style={{ overflowWrap: 'anywhere' }}>
          <bdi dir="ltr">{to}</bdi>
        </Text>
      ),
      width: '34%',
      onPhone: 'hidden',
    },
    {
      key: 'when',
      header: t('column.when'),
      cell: ({ createdAt }) => <Text c="dimmed">{when(createdAt)}</Text>,
      width: '18%',
      onPhone: 'end',
    },
  ];
}

function NoMails() {
  const { t } = useTranslation('outbox');
  return (
    <EmptyState
      title={t('empty')}
      text={t('emptyText')}
      actions={
        <Button
          component={Link}
          to="/user-registration/new-internal-user"
          leftSection={<IconUserPlus size={18} stroke={1.7} aria-hidden />}
        >
          {t('invite')}
        </Button>
      }
    />
  );
}
