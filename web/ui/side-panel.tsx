import { CloseButton, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './side-panel.module.css';

interface SidePanelProps {
  /** Whom or what it is about: "Invitation of Karim Haddad". */
  readonly label: string;
  /** A heading that takes the focus itself. */
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Details beside a list: docked where there is room, else a drawer. Escape closes it. Render it while it is open. */
export function SidePanel({ label, title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('ui');
  const narrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  useEscape(narrow ? 1 : 0, onClose);
  const head = (
    <div className={classes.head}>
      <div className={classes.title}>{title}</div>
      <CloseButton aria-label={t('close')} onClick={onClose} />
    </div>
  );
  if (narrow) {
    return (
      <Drawer.Root opened onClose={onClose} closeOnEscape={false}>
        <Drawer.Overlay />
        <Drawer.Content aria-label={label}>
          <Drawer.Body pt="md">
            {head}
            {children}
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    );
  }
  return (
    <aside className={classes.panel} aria-label={label}>
      {head}
      {children}
    </aside>
  );
}

// Where two stand over each other, Escape is the upper one's: the one that came last.
const panels: symbol[] = [];

/**
 * Escape closes the panel, unless a dialog or a menu is above it, or something is typed. It listens before those do:
 * they are gone by the time it would hear of it after them.
 */
function useEscape(itself: 0 | 1, close: () => void): void {
  const [self] = useState(() => Symbol('panel'));
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || panels.at(-1) !== self) return;
    if (document.querySelectorAll('[role="dialog"], [role="menu"]').length > itself) return;
    if (event.target instanceof Element && event.target.matches('input, textarea, select')) return;
    event.stopImmediatePropagation();
    close();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    panels.push(self);
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      panels.splice(panels.indexOf(self), 1);
      window.removeEventListener('keydown', listen, { capture: true });
    };
  }, [self]);
}
