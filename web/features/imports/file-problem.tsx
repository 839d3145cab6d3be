import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** Why a file could not be read: with the line, where there is one. Nothing of it was kept. */
export function FileProblem({ problem }: { problem: unknown }) {
  const { t } = useTranslation('imports');
  const reasons =
    problem instanceof ApiProblem
      ? Object.values(problem.problem.fields ?? {}).flatMap((found) => found.map(({ message }) => message))
      : [];
  if (reasons.length === 0) return <ProblemNotice problem={problem} />;
  return (
    <Notice tone="bad" title={t('file.broken')} urgent>
      {reasons.map((reason) => (
        <Text key={reason}>{reason}</Text>
      ))}
      <Text>{t('file.brokenText')}</Text>
    </Notice>
  );
}
