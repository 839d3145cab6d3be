import { Button, Group, Modal, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation, useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listImportRows } from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { formatCount } from '../../ui/format-count.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import classes from './suggestions-dialog.module.css';
import { useFixMany } from './use-fix-many.ts';

interface SuggestionsDialogProps {
  readonly one: ImportDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** More of one kind are counted, not listed. */
const listed = 50;

/** Every suggestion, kind by kind, before all of them are taken. */
export function SuggestionsDialog({ one, opened, onClose }: SuggestionsDialogProps) {
  const { t, i18n } = useTranslation(['imports', 'ui']);
  const number = formatCount(one.suggestions, i18n.language);
  const words = { count: one.suggestions, number };
  const fixMany = useFixMany(one.id);
  const applying = useMutation({
    mutationFn: () => fixMany({ fix: 'suggestion' }),
    onSuccess: onClose,
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('suggestions.title', words)}
      size={640}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      {applying.isError && <ProblemNotice problem={applying.error} />}
      <Kinds one={one} />
      <Text c="dimmed" mt="sm">
        {t('suggestions.text')}
      </Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('confirm.back')}
        </Button>
        <Button loading={applying.isPending} onClick={() => applying.mutate()}>
          {t('suggestions.apply', words)}
        </Button>
      </Group>
    </Modal>
  );
}

function Kinds({ one }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  const groups = one.problems.filter(({ suggestions }) => suggestions > 0);
  const examples = useQueries({
    queries: groups.map(({ problem }) => ({
      queryKey: ['imports', 'suggestions', one.id, one.planHash, problem],
      queryFn: () => call(listImportRows, { params: { id: one.id }, query: { problem, limit: listed } }),
      staleTime: 0,
    })),
  });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard scrolls it
    <div className={classes.kinds} tabIndex={0} role="region" aria-label={t('suggestions.list')}>
      {groups.map(({ problem, field, message, suggestions }, index) => {
        const rows = examples[index]?.data?.items ?? [];
        const changes = rows.flatMap(({ line, values, problems }) =>
          problems
            .filter((found) => found.code === problem && found.field === field)
            .flatMap(({ suggestion }) =>
              suggestion === null ? [] : [{ line, from: values[field] ?? '', to: suggestion }],
            ),
        );
        return (
          <section key={`${problem} ${field}`} aria-label={message}>
            <Text fw={600} mt="sm">
              {message}{' '}
              <Text span c="dimmed">
                {formatCount(suggestions, i18n.language)}
              </Text>
            </Text>
            <ul className={classes.changes}>
              {changes.map(({ line, from, to }) => (
                <li key={line}>
                  <span className={classes.line}>{t('rowNumber', { line })}</span>
                  <bdi className={classes.from}>{from || '–'}</bdi>
                  <IconArrowRight size={14} stroke={1.7} className="flip" aria-hidden />
                  <bdi>{to}</bdi>
                </li>
              ))}
            </ul>
            {suggestions > changes.length && changes.length > 0 && (
              <Text c="dimmed">
                {t('suggestions.more', {
                  count: suggestions - changes.length,
                  number: formatCount(suggestions - changes.length, i18n.language),
                })}
              </Text>
            )}
          </section>
        );
      })}
    </div>
  );
}
