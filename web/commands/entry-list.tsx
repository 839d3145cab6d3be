import { Avatar } from '@mantine/core';
import { Fragment, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { initials } from '../ui/initials.ts';
import classes from './command-search.module.css';
import type { Entry, EntryGroup } from './entry.ts';
import { Keys } from './keys.tsx';

interface EntryListProps {
  readonly id: string;
  readonly groups: readonly EntryGroup[];
  readonly active: Entry | undefined;
  readonly onChoose: (entry: Entry) => void;
}

/** The lines of the command search, group by group; the active one is in view. */
export function EntryList({ id, groups, active, onChoose }: EntryListProps) {
  const { t } = useTranslation('commands');
  const chosen = active && `${id}-${active.id}`;
  useEffect(() => {
    if (chosen) document.getElementById(chosen)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div id={id} role="listbox" aria-label={t('results')} className={classes.list}>
      {groups.map((group) => (
        <div key={group.key} role="group" aria-labelledby={`${id}-${group.key}`}>
          <div id={`${id}-${group.key}`} role="presentation" className={classes.group}>
            {t(`group.${group.key}`)}
          </div>
          {group.entries.map((entry) => (
            <div
              key={entry.id}
              id={`${id}-${entry.id}`}
              role="option"
              aria-selected={entry === active}
              tabIndex={-1}
              className={classes.entry}
              data-active={entry === active || undefined}
              // The field keeps the focus and hears the keys; this is for fingers and mice.
              onMouseDown={(event) => event.preventDefault()}
              onPointerUp={() => onChoose(entry)}
            >
              <Mark entry={entry} />
              <span className={classes.words}>
                <span className={classes.label}>
                  <bdi>{entry.label}</bdi>
                </span>
                {entry.details && <Details of={entry.details} />}
              </span>
              {entry.hint && <span className={classes.hint}>{entry.hint}</span>}
              {entry.keys && (
                <span aria-hidden="true" className={classes.keys}>
                  <Keys of={entry.keys} />
                </span>
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function Mark({ entry }: { entry: Entry }) {
  if (entry.person) return <Avatar size={30}>{initials(entry.label)}</Avatar>;
  return entry.icon ? <entry.icon size={20} stroke={1.7} /> : null;
}

function Details({ of: details }: { of: readonly string[] }) {
  const { i18n } = useTranslation();
  const parts = new Intl.ListFormat(i18n.language, { type: 'unit' }).formatToParts(details);
  return (
    <span className={classes.detail}>
      {parts.map(({ type, value }, index) =>
        type === 'element' ? <bdi key={value}>{value}</bdi> : <Fragment key={index}>{value}</Fragment>,
      )}
    </span>
  );
}
