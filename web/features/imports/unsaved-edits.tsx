import { Button, Group, Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '../../ui/describe-problem.ts';
import { Notice } from '../../ui/notice.tsx';
import type { RowEdits } from './row-edits.ts';

/** Changes that the server refused, or that could not reach it: nothing of them is lost. */
export function UnsavedEdits({ edits }: { edits: RowEdits }) {
  const { t } = useTranslation(['imports', 'ui']);
  const problem = useSyncExternalStore(edits.subscribe, edits.problem);
  const count = useSyncExternalStore(edits.subscribe, edits.count);
  if (problem === null || count === 0) return null;
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="bad" title={t('unsaved.title', { count })} urgent>
        <Text>{describeProblem(problem).detail}</Text>
        <Group gap="xs" mt="xs">
          <Button size="xs" variant="default" onClick={() => edits.again()}>
            {t('tryAgain', { ns: 'ui' })}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => edits.discard()}>
            {t('unsaved.discard')}
          </Button>
        </Group>
      </Notice>
    </div>
  );
}
