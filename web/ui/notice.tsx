import { IconAlertTriangleFilled, IconInfoCircle, IconAlertOctagonFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

const icons = { attention: IconAlertTriangleFilled, bad: IconAlertOctagonFilled, info: IconInfoCircle };

interface NoticeProps {
  /** attention = needs you, bad = broken, info = good to know. */
  readonly tone: keyof typeof icons;
  readonly title: string;
  readonly children?: ReactNode;
  /** Another icon than the tone's. */
  readonly icon?: ReactNode;
  /** Spoken at once when it appears: for refusals. */
  readonly urgent?: boolean;
}

/** Not more than one per page. */
export function Notice({ tone, title, children, icon, urgent = false }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div
      className={classes.notice}
      data-tone={tone}
      role={urgent ? 'alert' : undefined}
      tabIndex={urgent ? -1 : undefined}
    >
      <span className={classes.icon} aria-hidden="true">
        {icon ?? <Icon size={20} stroke={1.7} />}
      </span>
      <div className={classes.words}>
        <strong className={classes.title}>{title}</strong>
        {children}
      </div>
    </div>
  );
}
