import { Anchor, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonDetail, SentMail } from '../../../contract/people.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { MailDialog } from './mail-dialog.tsx';
import { mailsQuery } from './person-queries.ts';

/** The mails to somebody, each to be read without its link. */
export function PersonMails({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const [opened, setOpened] = useState<SentMail | null>(null);
  return (
    <>
      <ListTable
        label={t('mails.label', { name: person.name })}
        columns={useColumns(setOpened)}
        list={useInfiniteQuery(mailsQuery(person.id))}
        rowKey={({ id }) => id}
        onOpen={setOpened}
        empty={<EmptyState title={t('mails.none')} text={t('mails.noneText')} />}
        problemTitle={t('mails.notLoaded')}
      />
      <MailDialog mail={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function useColumns(onOpen: (mail: SentMail) => void): readonly Column<SentMail>[] {
  const { t } = useTranslation(['person', 'outbox']);
  const { moment } = useWhen();
  return [
    {
      key: 'subject',
      header: t('mails.subject'),
      cell: (mail) => (
        <>
          <Anchor
            component="button"
            c="inherit"
            fw={560}
            underline="hover"
            ta="start"
            onClick={() => onOpen(mail)}
          >
            <bdi>{mail.subject ?? t(`kind.${mail.kind}`, { ns: 'outbox' })}</bdi>
          </Anchor>
          <Text size="xs" c="dimmed">
            {t(`kind.${mail.kind}`, { ns: 'outbox' })}
          </Text>
        </>
      ),
    },
    {
      key: 'to',
      header: t('mails.to'),
      cell: ({ to }) => (
        <Text style={{ overflowWrap: 'anywhere' }}>
          <bdi dir="ltr">{to}</bdi>
        </Text>
      ),
      width: '28%',
      onPhone: 'hidden',
    },
    {
      key: 'state',
      header: t('mails.state'),
      cell: ({ state, bouncedAt }) => <Text>{t(`mails.states.${bouncedAt ? 'bounced' : state}`)}</Text>,
      width: '18%',
      onPhone: 'end',
    },
    {
      key: 'when',
      header: t('mails.when'),
      cell: ({ createdAt }) => <Text c="dimmed">{moment(createdAt)}</Text>,
      width: '18%',
      onPhone: 'hidden',
    },
  ];
}
