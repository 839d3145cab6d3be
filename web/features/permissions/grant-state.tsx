import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Grant } from '../../../contract/grants.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { lastMoment } from '../../ui/last-moment.ts';

/** Whether a grant opens something now, and what changes when. */
export function GrantState({ grant }: { grant: Grant }) {
  const { t } = useTranslation('permissions');
  return (
    <div>
      <StateBadge of="grant" state={grant.state} {...useStateLabel(grant)} />
      {!grant.effective && (
        <Text size="xs" c="dimmed">
          {t('holders.opensNothing')}
        </Text>
      )}
    </div>
  );
}

function useStateLabel({ state, from, until }: Grant): { label?: string } {
  const { t } = useTranslation('permissions');
  const { shortDay, distance } = useWhen();
  if (state === 'starts_later' && from) return { label: t('holders.starts', { day: shortDay(from) }) };
  if (state === 'ends_soon' && until) {
    return { label: t('holders.ends', { distance: distance(lastMoment(until)) }) };
  }
  return {};
}
