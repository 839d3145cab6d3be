import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { applyImport } from '../../../contract/import-plan.ts';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { call } from '../../api.ts';
import { formatCount } from '../../ui/format-count.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { hideToasts } from '../../ui/show-toast.tsx';
import { StoppedNotice } from '../invitations/sending-notice.tsx';
import { importQuery, keepImport } from './import-queries.ts';
import { PlanInWords } from './plan-in-words.tsx';

interface ConfirmDialogProps {
  readonly one: ImportDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The plan in words; after its last button it is carried out. */
export function ConfirmDialog({ one, opened, onClose }: ConfirmDialogProps) {
  const { t, i18n } = useTranslation(['imports', 'ui']);
  const mails = one.mails?.total ?? 0;
  const ready = one.counts.create + one.counts.update;
  const count = mails > 0 ? mails : ready;
  const words = { count, number: formatCount(count, i18n.language) };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(mails > 0 ? 'confirm.title' : 'confirm.titleSilent', words)}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      <Question
        one={one}
        onClose={onClose}
        action={t(mails > 0 ? 'confirm.send' : 'confirm.register', words)}
      />
    </Modal>
  );
}

function Question({ one, action, onClose }: { one: ImportDetail; action: string; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  // What is confirmed is what was said: asked again when the dialog opens.
  const { data: now = one, isFetching, refetch } = useQuery({ ...importQuery(one.id), staleTime: 0 });
  const applying = useMutation({
    mutationFn: () => {
      const body = { planHash: now.planHash ?? '' };
      return call(applyImport, { params: { id: one.id }, body });
    },
    onSuccess(answer) {
      hideToasts();
      keepImport(answer);
      return navigate({ to: '/user-registration/bulk-invite/$id', params: { id: one.id }, search: {} });
    },
    onError: () => void refetch(),
  });
  return (
    <>
      {applying.isError && <ProblemNotice problem={applying.error} />}
      <Stack gap="md">
        {!applying.isError && (now.mails?.total ?? 0) > 0 && <StoppedNotice />}
        <PlanInWords one={now} />
      </Stack>
      <Text c="dimmed" mt="sm">
        {t('confirm.undo')}
      </Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('confirm.back')}
        </Button>
        <Button loading={applying.isPending || isFetching} onClick={() => applying.mutate()}>
          {action}
        </Button>
      </Group>
    </>
  );
}
