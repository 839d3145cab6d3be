import { CloseButton, Drawer, getDefaultZIndex } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
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

/**
 * Details beside a list: docked where there is room, else a drawer. Escape closes it. Render it while it is open. What it
 * holds stays as it is while a window or a phone is turned: it moves from one to the other.
 */
export function SidePanel({ label, title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('ui');
  const narrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  const [content] = useState(() => document.createElement('div'));
  const held = useRef<Element | null>(null);
  const hold = useCallback(
    (place: HTMLElement | null) => {
      // The place goes, and the focus with it: before that, what has it is remembered.
      if (!place) held.current = content.contains(document.activeElement) ? document.activeElement : null;
      else {
        place.append(content);
        giveFocus(held.current);
      }
    },
    [content],
  );
  useEscape(narrow ? 1 : 0, onClose);
  return (
    <>
      {narrow ? (
        <NarrowPanel label={label} hold={hold} onClose={onClose} />
      ) : (
        <aside className={classes.panel} aria-label={label} ref={hold} />
      )}
      {createPortal(
        <>
          <div className={classes.head}>
            <div className={classes.title}>{title}</div>
            <CloseButton aria-label={t('close')} onClick={onClose} />
          </div>
          {children}
        </>,
        content,
      )}
    </>
  );
}

/** A drawer gives its focus to whatever asks for it, a moment after it opened. */
function giveFocus(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.focus({ preventScroll: true });
  element.setAttribute('data-autofocus', '');
  setTimeout(() => element.removeAttribute('data-autofocus'), 100);
}

interface NarrowPanelProps extends Pick<SidePanelProps, 'label' | 'onClose'> {
  readonly hold: (place: HTMLElement | null) => void;
}

/** Below a dialog that was open before it: that one keeps the focus. */
function NarrowPanel({ label, hold, onClose }: NarrowPanelProps) {
  const [isBelow] = useState(() => document.querySelector('[role="dialog"]') !== null);
  return (
    <Drawer.Root opened onClose={onClose} closeOnEscape={false} trapFocus={!isBelow} zIndex={belowDialogs}>
      <Drawer.Overlay />
      <Drawer.Content aria-label={label}>
        <Drawer.Body pt="md" ref={hold} />
      </Drawer.Content>
    </Drawer.Root>
  );
}

const belowDialogs = getDefaultZIndex('modal') - 1;

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
