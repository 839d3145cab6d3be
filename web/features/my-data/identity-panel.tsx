import { Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IdentityState } from '../../../contract/shared-schemas.ts';
import { useSession } from '../../shell/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { Leaves, type LeafState } from '../../ui/leaves.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

const leaf: Record<IdentityState, LeafState> = {
  none: 'missing',
  draft: 'progress',
  submitted: 'progress',
  returned: 'progress',
  validated: 'done',
};

/** How far the identity is; its form comes with a later version, and that is said. */
export function IdentityPanel() {
  const { t } = useTranslation('my-data');
  const { account, identity } = useSession();
  const validated = identity.state === 'validated';
  const code = identity.personalCode;
  return (
    <Panel role="region" aria-labelledby="identity">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} id="identity">
            {t('identity.title')}
          </Title>
          <Text c="dimmed" mt={2} mb="md">
            {t('identity.intro')}
          </Text>
        </div>
        <Leaves account="done" identity={leaf[identity.state]} size={44} />
      </Group>
      <Facts
        facts={[
          { term: t('identity.state'), value: <StateBadge of="identity" state={identity.state} /> },
          {
            term: t('identity.code'),
            value: code ? <bdi dir="ltr">{code}</bdi> : <Text c="dimmed">{t('identity.noCode')}</Text>,
          },
        ]}
      />
      <div style={{ marginBlockStart: 20 }}>
        {validated ? (
          <Text c="dimmed">{t('identity.validatedText')}</Text>
        ) : (
          <Notice tone="info" title={t('identity.later')}>
            {t(account.isFounder ? 'identity.laterFounder' : 'identity.laterText')}
          </Notice>
        )}
      </div>
    </Panel>
  );
}
