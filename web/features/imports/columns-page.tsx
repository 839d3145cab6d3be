import { Button, Checkbox, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { mapImport } from '../../../contract/imports.ts';
import { call } from '../../api.ts';
import { ColumnList } from './column-list.tsx';
import { DroppedColumns } from './dropped-columns.tsx';
import { FileProblem } from './file-problem.tsx';
import { ImportHeader } from './import-header.tsx';
import { columnsQuery, keepImport } from './import-queries.ts';
import { useChosenColumns } from './use-chosen-columns.ts';
import { useImportName } from './use-import-name.ts';

/** What each column is about: what was recognised, what somebody must say, what is erased. */
export function ColumnsPage({ one }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  const navigate = useNavigate();
  const nameOf = useImportName();
  const { data: about } = useQuery(columnsQuery(i18n.language));
  const { chosen, choose, remember, chooseRemember, forget } = useChosenColumns(one);
  const saving = useMutation({
    mutationFn: () => {
      const columns = one.columns
        .filter(({ status }) => status !== 'password')
        .map(({ index }) => ({ index, target: chosen.get(index) ?? null }));
      const body = { columns, remember };
      return call(mapImport, { params: { id: one.id }, body });
    },
    onSuccess(answer) {
      forget();
      keepImport(answer);
      return navigate({ to: '/user-registration/bulk-invite/$id', params: { id: one.id }, search: {} });
    },
  });
  const erased = one.columns.filter(
    ({ index, status }) => status !== 'password' && !chosen.get(index),
  ).length;
  return (
    <>
      <ImportHeader
        one={one}
        title={t('columns.title', { file: nameOf(one) })}
        intro={t('columns.intro')}
        step="check"
      />
      <DroppedColumns one={one} />
      {saving.isError && <FileProblem problem={saving.error} />}
      <ColumnList columns={one.columns} targets={about?.columns ?? []} chosen={chosen} onChoose={choose} />
      <Text c="dimmed" mt="md" role="status">
        {erased > 0 ? t('columns.erased', { count: erased }) : t('columns.allUsed')}
      </Text>
      <Checkbox
        mt="sm"
        label={t('columns.remember')}
        description={t('columns.rememberText')}
        checked={remember}
        onChange={(event) => chooseRemember(event.currentTarget.checked)}
      />
      <Group mt="lg" gap="xs">
        <Button
          loading={saving.isPending}
          rightSection={<IconArrowRight size={18} stroke={1.7} className="flip" aria-hidden />}
          onClick={() => saving.mutate()}
        >
          {t('columns.go')}
        </Button>
      </Group>
    </>
  );
}
