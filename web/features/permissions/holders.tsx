import { Button, Code, Group, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Application, Grant } from '../../../contract/grants.ts';
import { may, useSession } from '../../shell/session.ts';
import { Locked } from '../../ui/locked.tsx';
import { useFocusReturn } from '../../ui/use-focus-return.ts';
import { DatesDialog } from './dates-dialog.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { HolderTable } from './holder-table.tsx';
import { holdersQuery } from './permission-queries.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import classes from './holders.module.css';

interface HoldersProps {
  readonly application: string;
  readonly permission: Application['permissions'][number];
  /** Whom a grant is to be for, if the address says so. */
  readonly account: string | undefined;
}

/** Who holds one permission, and what can be done about it. */
export function Holders({ application, permission, account }: HoldersProps) {
  const { t } = useTranslation('permissions');
  const { name, holders } = permission;
  const list = useInfiniteQuery(holdersQuery(application, name));
  const [granting, setGranting] = useState(false);
  const [asked, setAsked] = useState<{ act: 'dates' | 'withdraw'; grant: Grant } | null>(null);
  // What is asked about stays in the dialog's words while it closes.
  const [last, setLast] = useState<Grant | null>(null);
  const focus = useFocusReturn();
  const ask = (act: 'dates' | 'withdraw') => (grant: Grant) => {
    focus.remember();
    setLast(grant);
    setAsked({ act, grant });
  };
  const close = () => {
    setAsked(null);
    focus.giveBack();
  };
  return (
    <section aria-labelledby="holders" className={classes.holders}>
      <Group justify="space-between" gap="sm" mb="xs">
        <Title order={3} id="holders" className={classes.title}>
          <Trans
            t={t}
            i18nKey="holders.title"
            count={holders}
            values={{ permission: name }}
            components={{ code: <code className={classes.code} /> }}
          />
        </Title>
        {permission.grantable && (
          <Button
            leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />}
            onClick={() => setGranting(true)}
          >
            {t('grant.open')}
          </Button>
        )}
      </Group>
      {!permission.grantable && <NotGrantable />}
      <HolderTable list={list} permission={name} onDates={ask('dates')} onWithdraw={ask('withdraw')} />
      <GrantDialog
        application={application}
        permission={name}
        account={account}
        opened={granting}
        onClose={() => setGranting(false)}
      />
      {last && (
        <>
          <DatesDialog grant={last} opened={asked?.act === 'dates'} onReload={setLast} onClose={close} />
          <WithdrawDialog grant={last} opened={asked?.act === 'withdraw'} onClose={close} />
        </>
      )}
    </section>
  );
}

/** Nobody grants what they don't hold, nor without the right to grant (P20); it says which of the two it is. */
function NotGrantable() {
  const { t } = useTranslation('permissions');
  const reason = may(useSession(), 'permissions:can_grant') ? 'locked.notHeld' : 'locked.noGrant';
  return (
    <div className={classes.locked}>
      <Locked reason={<Trans t={t} i18nKey={reason} components={{ code: <Code /> }} />} />
    </div>
  );
}
