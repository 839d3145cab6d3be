import { Button, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { Panel } from '../../ui/panel.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { UndoDialog } from './undo-dialog.tsx';
import classes from './undo-panel.module.css';

/** Until when it can be undone, and the way there. */
export function UndoPanel({ one }: { one: ImportDetail }) {
  const { t } = useTranslation('imports');
  const { day } = useWhen();
  const [opened, setOpened] = useState(false);
  if (!one.abilities.undo || one.undoUntil === null) return null;
  return (
    <Panel mt="lg" className={classes.panel ?? ''}>
      <IconArrowBackUp size={20} stroke={1.7} className="flip" aria-hidden />
      <div className={classes.words}>
        <Text fw={600}>{t('undo.question')}</Text>
        <Text c="dimmed">{t('undo.until', { day: day(one.undoUntil) })}</Text>
      </div>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('undo.open')}
      </Button>
      {opened && <UndoDialog one={one} onClose={() => setOpened(false)} />}
    </Panel>
  );
}
