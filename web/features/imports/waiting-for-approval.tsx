import { Button, Group, Text } from '@mantine/core';
import { IconCheck, IconHourglassHigh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { ImportHeader } from './import-header.tsx';
import { PlanInWords } from './plan-in-words.tsx';
import { useImportActs } from './use-import-acts.ts';

/** A second person's word is needed: the applicant sees who may give it, everybody else can. */
export function WaitingForApproval({ one }: { one: ImportDetail }) {
  const { t, i18n } = useTranslation('imports');
  const { moment } = useWhen();
  const { approve } = useImportActs(one);
  const [cancelling, setCancelling] = useState(false);
  const count = one.counts.create + one.counts.update;
  const mayApprove = one.abilities.approve;
  const applicant = { name: one.appliedBy?.name ?? '–', when: one.appliedAt ? moment(one.appliedAt) : '' };
  return (
    <>
      <ImportHeader one={one} title={t(mayApprove ? 'approval.titleOther' : 'approval.title')} step="send" />
      <Notice
        tone={mayApprove ? 'attention' : 'info'}
        icon={<IconHourglassHigh size={20} stroke={1.7} />}
        title={t(mayApprove ? 'approval.asked' : 'approval.waits', applicant)}
      >
        <Text>{t(mayApprove ? 'approval.askedText' : 'approval.waitsText')}</Text>
      </Notice>
      <Panel mt="md">
        <PlanInWords one={one} />
        <Group gap="xs" mt="lg">
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/user-registration/bulk-invite/$id"
                params={{ id: one.id }}
                search={{ view: 'rows' }}
              />
            )}
          >
            {t('approval.rows')}
          </Button>
          {one.abilities.cancel && (
            <Button variant="default" onClick={() => setCancelling(true)}>
              {t(mayApprove ? 'approval.refuse' : 'approval.withdraw')}
            </Button>
          )}
          {mayApprove && (
            <Button
              loading={approve.isPending}
              leftSection={<IconCheck size={18} stroke={1.7} aria-hidden />}
              onClick={() => approve.mutate()}
            >
              {t('approval.approve', { count, number: formatCount(count, i18n.language) })}
            </Button>
          )}
        </Group>
      </Panel>
      <CancelDialog one={one} opened={cancelling} onClose={() => setCancelling(false)} />
    </>
  );
}
