import { CloseButton, Drawer } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './side-panel.module.css';

interface SidePanelProps {
  /** Whom or what it is about: "Invitation of Karim Haddad". */
  readonly label: string;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Details beside a list: docked where there is room, else a drawer. Escape closes it. Render it while it is open. */
export function SidePanel({ label, title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('ui');
  const narrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  useHotkeys([['Escape', () => !narrow && !somethingIsAbove() && onClose()]]);
  if (narrow) {
    return (
      <Drawer opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
        {children}
      </Drawer>
    );
  }
  return (
    <aside className={classes.panel} aria-label={label}>
      <div className={classes.head}>
        <div className={classes.title}>{title}</div>
        <CloseButton aria-label={t('close')} onClick={onClose} />
      </div>
      {children}
    </aside>
  );
}

/** Escape is theirs first; they are still there while it is told to everybody. */
function somethingIsAbove(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}
