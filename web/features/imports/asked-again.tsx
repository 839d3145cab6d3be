import { Button, Group, Text } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { rememberFocus } from '../../ui/remember-focus.ts';
import type { ImportSearch, RowFilter } from './parse-import-search.ts';
import { useFixMany } from './use-fix-many.ts';

const shownIn: readonly RowFilter[] = ['all', 'ready', 'invited_again'];

/** Said before it happens: whose invitation was revoked or declined, and would get another. One press leaves them out. */
export function AskedAgain({ one, show }: { one: ImportDetail; show: RowFilter }) {
  const { t, i18n } = useTranslation('imports');
  const navigate = useNavigate();
  const wordsFor = (count: number) => ({ count, number: formatCount(count, i18n.language) });
  const goTo = (to: RowFilter | undefined) =>
    void navigate({
      to: '.',
      search: (old: ImportSearch) => ({ ...old, show: to, problem: undefined }),
      resetScroll: false,
    });
  const fixMany = useFixMany(one.id);
  const leavingOut = useMutation({
    mutationFn: async () => {
      const giveBack = rememberFocus();
      await fixMany({ rows: 'invited_again', fix: 'leave_out' });
      giveBack();
    },
    onSuccess() {
      // Its filter has nothing to show any more.
      if (show === 'invited_again') goTo(undefined);
    },
  });
  const count = one.counts.invitedAgain;
  if (count === 0 || !one.abilities.edit || !shownIn.includes(show)) return null;
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice
        tone="attention"
        icon={<IconMailForward size={20} stroke={1.7} className="flip" />}
        title={t('again.title', wordsFor(count))}
      >
        <Text>{t('again.text', wordsFor(count))}</Text>
        {leavingOut.isError && <ProblemNotice problem={leavingOut.error} />}
        <Group gap="xs" mt="xs">
          <Button
            size="xs"
            variant="default"
            loading={leavingOut.isPending}
            onClick={() => leavingOut.mutate()}
          >
            {t('again.leaveOut', wordsFor(count))}
          </Button>
          {show !== 'invited_again' && (
            <Button size="xs" variant="subtle" onClick={() => goTo('invited_again')}>
              {t('again.show')}
            </Button>
          )}
        </Group>
      </Notice>
    </div>
  );
}
