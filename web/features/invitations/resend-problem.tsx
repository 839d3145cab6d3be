import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationActions } from './use-invitation-actions.tsx';
import { describeProblem } from '../../ui/describe-problem.ts';
import { Notice } from '../../ui/notice.tsx';

/** Why an invitation did not leave again. Brought into view, because the row that asked may be far below. */
export function ResendProblem({ problem }: { problem: NonNullable<InvitationActions['problem']> }) {
  const { t } = useTranslation('invitations');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [problem.error]);
  return (
    <div ref={place} style={{ marginBlockEnd: 16 }}>
      <Notice tone="attention" title={t('act.notSent', { name: problem.name })} urgent>
        {describeProblem(problem.error).detail}
      </Notice>
    </div>
  );
}
