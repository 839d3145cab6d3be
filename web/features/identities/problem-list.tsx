import type { ReactNode } from 'react';
import { Notice } from '../../ui/notice.tsx';

export interface ListedProblem {
  readonly key: string;
  /** What is wrong with it. */
  readonly text: string;
  /** Leads to the field, by its label. */
  readonly way: ReactNode;
}

/** Every field that was refused, each with the way to it. */
export function ProblemList({
  title,
  problems,
}: {
  readonly title: string;
  readonly problems: readonly ListedProblem[];
}) {
  return (
    <div style={{ marginBlockEnd: 24 }}>
      <Notice tone="attention" title={title} urgent>
        <ul style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>
          {problems.map(({ key, way, text }) => (
            <li key={key}>
              {way}
              {': '}
              {text}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
