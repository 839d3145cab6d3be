import { Code, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import { changeGrant, type Grant } from '../../../contract/grants.ts';
import { call } from '../../api.ts';
import { useSession } from '../../shell/session.ts';
import { DialogButtons } from '../../ui/dialog-buttons.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';
import { GrantDates } from './grant-dates.tsx';
import { firstDay, lastDay } from './grant-days.ts';
import { useOwnEnd } from './use-own-end.ts';
import { holdersQuery, refreshGrants } from './permission-queries.ts';

interface DatesDialogProps {
  readonly grant: Grant;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Gives the grant as it is now, after someone else was faster. */
  readonly onReload: (grant: Grant) => void;
}

export function DatesDialog(props: DatesDialogProps) {
  const { t } = useTranslation(['permissions', 'ui']);
  const { grant, opened, onClose } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('dates.title', { name: grant.account.name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      {/* Another grant, or the same one newly read, is another form. */}
      <DatesForm key={`${grant.id} ${grant.version}`} {...props} />
    </Modal>
  );
}

function DatesForm({ grant, onClose, onReload }: DatesDialogProps) {
  const { t } = useTranslation(['permissions', 'ui']);
  const { timeZone } = useSession().organization;
  const until = lastDay(grant.until, timeZone);
  const ownEnd = useOwnEnd()(grant.application, grant.permission);
  // What reaches further was given by somebody else, and may stay so.
  const isWithin = ownEnd !== undefined && until !== '' && until <= ownEnd.last;
  const form = useRequestForm({
    schema: changeGrant.body,
    start: { version: grant.version, from: firstDay(grant.from, timeZone), until },
    // An emptied date is taken away, which is not the same as leaving it alone.
    send: async ({ version, from = null, until: end = null }) => {
      await call(changeGrant, { params: { id: grant.id }, body: { version, from, until: end } });
      showToast(t('dates.done'));
      onClose();
      await refreshGrants();
    },
  });
  const isStale = form.problem instanceof ApiProblem && form.problem.problem.code === 'stale_version';
  return (
    <RequestForm form={form} problem={isStale ? <Stale grant={grant} onReload={onReload} /> : undefined}>
      <Text mb="md">
        <Trans
          t={t}
          i18nKey="dates.what"
          values={{ name: grant.account.name, permission: grant.permission }}
          components={{ name: <bdi />, code: <Code /> }}
        />
      </Text>
      <GrantDates
        from={form.field('from')}
        until={form.field('until')}
        ownEnd={isWithin ? ownEnd : undefined}
      />
      <DialogButtons busy={form.sending} onCancel={onClose}>
        {t('dates.save')}
      </DialogButtons>
    </RequestForm>
  );
}

function Stale({ grant, onReload }: Pick<DatesDialogProps, 'grant' | 'onReload'>) {
  const { t } = useTranslation('permissions');
  const client = useQueryClient();
  const reload = async () => {
    await refreshGrants();
    const list = client.getQueryData(holdersQuery(grant.application, grant.permission).queryKey);
    const now = list?.pages.flatMap((page) => page.items).find(({ id }) => id === grant.id);
    if (now) onReload(now);
  };
  return (
    <StaleNotice
      title={t('dates.stale')}
      text={t('dates.staleText')}
      reload={t('dates.reload')}
      onReload={() => void reload()}
    />
  );
}
