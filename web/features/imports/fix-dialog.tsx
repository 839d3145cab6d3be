import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listImportRows } from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { Field } from '../../ui/field.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { GroupFix, ProblemGroup } from './problem-groups.tsx';
import { useFixMany } from './use-fix-many.ts';

interface FixDialogProps {
  readonly one: ImportDetail;
  readonly group: ProblemGroup;
  /** In words. */
  readonly column: string;
  readonly fix: GroupFix;
  readonly onClose: () => void;
}

/** One remedy for all rows of a kind: says how many, shows some, and does it. */
export function FixDialog({ one, group, column, fix, onClose }: FixDialogProps) {
  const { t, i18n } = useTranslation(['imports', 'ui']);
  const { problem, field, message } = group;
  const [value, setValue] = useState('');
  const [missing, setMissing] = useState(false);
  const count = fix === 'suggestion' ? group.suggestions : group.count;
  const words = { count, number: formatCount(count, i18n.language) };
  const examples = useQuery({
    queryKey: ['imports', 'suggestions', one.id, one.planHash, problem, field],
    queryFn: () => call(listImportRows, { params: { id: one.id }, query: { problem, limit: 5 } }),
    staleTime: 0,
  });
  const fixMany = useFixMany(one.id);
  const fixing = useMutation({
    mutationFn: () => fixMany({ problem, field, fix: fix === 'value' ? { value: value.trim() } : fix }),
    onSuccess: onClose,
  });
  const confirm = () => {
    if (fix === 'value' && value.trim() === '') return setMissing(true);
    fixing.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`groups.${fix}`, words)}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      {fixing.isError && <ProblemNotice problem={fixing.error} />}
      <Text>
        <b>{column}</b> {message}
      </Text>
      <Text c="dimmed" mt={4} mb="sm">
        {t('groups.examples', {
          rows:
            examples.data?.items.map(({ line, values }) => `${line}: ${values['email'] ?? ''}`).join(', ') ??
            '…',
        })}
      </Text>
      {fix === 'value' && (
        <Field
          name="value"
          label={t('groups.newValue')}
          value={value}
          onChange={setValue}
          error={missing && value.trim() === '' ? t('groups.valueNeeded') : undefined}
          autoFocus
        />
      )}
      <Text c="dimmed" mt="sm">
        {t(`groups.text.${fix}`)}
      </Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" {...(fix === 'value' ? {} : { 'data-autofocus': true })} onClick={onClose}>
          {t('confirm.back')}
        </Button>
        <Button loading={fixing.isPending} onClick={confirm}>
          {t(`groups.${fix}`, words)}
        </Button>
      </Group>
    </Modal>
  );
}
