import { Group, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { endOneSession, type SessionLine } from '../../../contract/sessions.ts';
import { call } from '../../api.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { EndOthers } from './end-others.tsx';
import classes from './security-page.module.css';
import { refreshSessions, sessionsQuery } from './security-queries.ts';
import { useSessionColumns } from './use-session-columns.tsx';

/** Where one is signed in; each but this one can be ended, or all of them together. */
export function SessionList() {
  const { t } = useTranslation('security');
  const { data, error, refetch } = useQuery(sessionsQuery);
  const heading = useRef<HTMLHeadingElement>(null);
  const ending = useMutation({
    mutationFn: ({ id }: SessionLine) => call(endOneSession, { params: { id } }),
    onSettled: async () => {
      await refreshSessions();
      // The row that had the focus is gone.
      heading.current?.focus();
    },
  });
  const columns = useSessionColumns({
    end: (line) => ending.mutate(line),
    ending: ending.isPending ? ending.variables.id : null,
  });
  return (
    <section aria-labelledby="sessions">
      <Group justify="space-between" align="flex-end" gap="sm" mb="sm">
        <div>
          <Title order={2} id="sessions" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
            {t('sessions.title')}
          </Title>
          <Text c="dimmed" mt={2} maw={560}>
            {t('sessions.intro')}
          </Text>
        </div>
        <EndOthers count={(data?.items.length ?? 1) - 1} />
      </Group>
      {ending.isError && <ProblemNotice problem={ending.error} />}
      <DataTable
        label={t('sessions.title')}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        empty={null}
        problem={error}
        problemTitle={t('sessions.notLoaded')}
        onRetry={() => void refetch()}
      />
      <p className={classes.quiet} style={{ marginBlock: '8px 0' }}>
        {t('sessions.network')}
      </p>
    </section>
  );
}
