import type { ReactNode } from 'react';
import classes from './timeline.module.css';

interface TimelineProps {
  readonly label: string;
  /** Newest first. */
  readonly entries: readonly {
    readonly key: string;
    readonly icon: ReactNode;
    readonly tone?: 'ok' | 'warn' | 'bad' | 'info' | 'mute';
    readonly title: ReactNode;
    readonly text?: ReactNode;
  }[];
}

/** What happened, one step above the other. */
export function Timeline({ label, entries }: TimelineProps) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <span className={classes.bullet} data-tone={entry.tone ?? 'mute'} aria-hidden="true">
            {entry.icon}
          </span>
          <div>
            <div className={classes.title}>{entry.title}</div>
            {entry.text && <div className={classes.text}>{entry.text}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
