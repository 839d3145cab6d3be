import { Button, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { Keys } from '../../commands/keys.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { showToast } from '../../ui/show-toast.tsx';
import classes from './check-footer.module.css';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { RowEdits } from './row-edits.ts';

interface CheckFooterProps {
  readonly one: ImportDetail;
  readonly edits: RowEdits;
  readonly range: { readonly from: number; readonly to: number; readonly count: number };
}

/** Which rows are on screen, the keys, and the ways on. */
export function CheckFooter({ one, edits, range }: CheckFooterProps) {
  const { t, i18n } = useTranslation('imports');
  const [state, setState] = useState<'closed' | 'waiting' | 'opened'>('closed');
  const number = (count: number) => formatCount(count, i18n.language);
  const ready = one.counts.create + one.counts.update;
  const goOn = async () => {
    setState('waiting');
    const arrived = await edits.settled();
    setState(arrived ? 'opened' : 'closed');
  };
  return (
    <div className={classes.footer}>
      <Text c="dimmed" className={classes.range ?? ''}>
        <span>
          {t('check.range', { from: number(range.from), to: number(range.to), total: number(range.count) })}
        </span>
        <span className={classes.keys}>
          <Keys of={['↑', '↓']} /> {t('check.keyMove')} <Keys of={['enter']} /> {t('check.keyEdit')}{' '}
          <Keys of={['alt', 'f']} /> {t('check.keySuggestion')} <Keys of={['alt', '↓']} />{' '}
          {t('check.keyTrouble')}
        </span>
      </Text>
      <Group gap="xs" className={classes.ways ?? ''}>
        <Button component={Link} to="/user-registration/bulk-invite" variant="subtle">
          {t('check.leave')}
        </Button>
        {one.abilities.edit && (
          <Button
            loading={state === 'waiting'}
            rightSection={<IconArrowRight size={18} stroke={1.7} className="flip" aria-hidden />}
            onClick={() => (ready > 0 ? void goOn() : showToast(t('check.nobodyReady')))}
          >
            {t('check.goOn', { count: ready, number: number(ready) })}
          </Button>
        )}
      </Group>
      <ConfirmDialog one={one} opened={state === 'opened'} onClose={() => setState('closed')} />
    </div>
  );
}
