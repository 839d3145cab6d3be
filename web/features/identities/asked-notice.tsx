import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { bringIntoSight } from '../../ui/bring-into-sight.ts';
import type { AskingForIdentities } from './use-ask-for-identities.ts';

/** What came of asking people for their own data. */
export function AskedNotice({ asking }: { readonly asking: AskingForIdentities }) {
  return (
    <div role="status">
      {asking.problem !== null && <ProblemNotice problem={asking.problem} />}
      {asking.outcome !== undefined && (
        <div ref={bringIntoSight} style={{ scrollMarginBlock: 72 }}>
          <Notice tone="info" title={asking.outcome} />
        </div>
      )}
    </div>
  );
}
