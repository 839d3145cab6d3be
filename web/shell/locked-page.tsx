import { Button, Code, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import type { RoutePermission } from '../../contract/define-route.ts';
import { Leaves } from '../ui/leaves.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { useSession } from './session.ts';

/** In place of a page that this person may not open: why, and who can help. */
export function LockedPage({ permission }: { permission: RoutePermission }) {
  const { t } = useTranslation('app');
  const { identity } = useSession();
  const waits = identity.state !== 'validated';
  const reason = permission === 'founder' ? 'founder' : waits ? 'identity' : 'permission';
  return (
    <>
      <PageHeader title={t('locked.title')} />
      <Panel maw={660}>
        <Leaves account="done" identity={waits ? 'missing' : 'done'} size={44} muted />
        <Text size="md" mt="md">
          <Trans t={t} i18nKey={`locked.${reason}`} values={{ permission }} components={{ code: <Code /> }} />
        </Text>
        <Text c="dimmed" mt="xs">
          {t(`locked.help.${reason}`)}
        </Text>
        <Button component={Link} to="/" variant="default" mt="lg">
          {t('goHome', { ns: 'ui' })}
        </Button>
      </Panel>
    </>
  );
}
