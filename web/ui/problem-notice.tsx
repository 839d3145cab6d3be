import { ApiProblem } from '../../contract/client.ts';
import { describeProblem } from './describe-problem.ts';
import { Notice } from './notice.tsx';

/** A refusal or failure in words, spoken at once. Where no form marks its fields, what speaks against each stands here. */
export function ProblemNotice({ problem }: { problem: unknown }) {
  const { title, detail } = describeProblem(problem);
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="bad" title={title} urgent>
        {reasonsOf(problem) || detail}
      </Notice>
    </div>
  );
}

function reasonsOf(problem: unknown): string {
  if (!(problem instanceof ApiProblem)) return '';
  const said = Object.values(problem.problem.fields ?? {}).flatMap((found) =>
    found.map(({ message }) => message),
  );
  return [...new Set(said)].join(' ');
}
