import { describeProblem } from './describe-problem.ts';
import { Notice } from './notice.tsx';

/** A refusal or failure in words, spoken at once. */
export function ProblemNotice({ problem }: { problem: unknown }) {
  const { title, detail } = describeProblem(problem);
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="bad" title={title} urgent>
        {detail}
      </Notice>
    </div>
  );
}
