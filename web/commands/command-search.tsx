import { Loader, Modal, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './command-search.module.css';
import { EntryList } from './entry-list.tsx';
import type { Entry } from './entry.ts';
import { openedLayer } from './opened-layer.ts';
import { useEntries } from './use-entries.ts';

const close = () => openedLayer.write(null);

/** People, pages and acts by typing. Arrow keys walk, Enter opens; the focus stays in the field. */
export function CommandSearch() {
  const { t } = useTranslation(['commands', 'ui']);
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { groups, waiting } = useEntries(typed);
  const entries = groups.flatMap((group) => group.entries);
  const active = entries[Math.min(at, entries.length - 1)];

  const choose = (entry: Entry) => {
    close();
    entry.run();
  };
  const walk = (event: KeyboardEvent) => {
    const to = targetOf(event.key, entries.indexOf(active as Entry), entries.length);
    if (event.nativeEvent.isComposing) return;
    if (to !== undefined) {
      event.preventDefault();
      setAt(to);
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      choose(active);
    }
  };
  return (
    <Modal.Root opened onClose={close} size={600} yOffset={96}>
      <Modal.Overlay color="#1E1B19" backgroundOpacity={0.45} />
      <Modal.Content aria-label={t('label')} radius="lg">
        <div className={classes.head}>
          <IconSearch size={20} stroke={1.7} aria-hidden />
          <input
            className={classes.input}
            role="combobox"
            aria-expanded={entries.length > 0}
            aria-controls={list}
            aria-activedescendant={active && `${list}-${active.id}`}
            aria-autocomplete="list"
            aria-label={t('label')}
            placeholder={t('placeholder')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={walk}
          />
          {waiting && <Loader size={16} aria-hidden />}
        </div>
        <EntryList id={list} groups={groups} active={active} onChoose={choose} />
        {entries.length === 0 && !waiting && <p className={classes.none}>{t('none', { query: typed })}</p>}
        <VisuallyHidden role="status">
          {typed === '' || waiting ? '' : t('found', { count: entries.length })}
        </VisuallyHidden>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Where an arrow key leads; past the end begins again. */
function targetOf(key: string, from: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % count;
    case 'ArrowUp':
      return (from - 1 + count) % count;
    default:
      return undefined;
  }
}
