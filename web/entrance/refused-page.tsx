import { Anchor, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../contract/client.ts';
import { organizationBase } from '../organization-base.ts';
import { describeProblem } from '../ui/describe-problem.ts';
import { EntranceLayout } from './entrance-layout.tsx';

interface RefusedPageProps {
  readonly problem: unknown;
  readonly doorTitle: string;
  /** Instead of the problem's own title. */
  readonly title?: string;
  /** Instead of what the problem says. */
  readonly text?: string;
  readonly place?: string | undefined;
  /** Offers to sign in instead. */
  readonly signIn?: boolean;
  /** Offers a new reset link instead. */
  readonly askAgain?: boolean;
}

/** A failure of the server is worth a reference; a link that ended is not. */
function isOurs(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.problem.status >= 500;
}

/** A link that does not work, or a server that does not answer: why, and the way on. */
export function RefusedPage({ problem, doorTitle, title, text, place, signIn, askAgain }: RefusedPageProps) {
  const { t } = useTranslation(['entrance', 'ui']);
  const words = describeProblem(problem);
  const base = organizationBase(location.pathname);
  return (
    <EntranceLayout
      title={title ?? words.title}
      intro={text ?? words.detail}
      doorTitle={doorTitle}
      place={place}
    >
      <Group gap="sm">
        {askAgain && (
          <Button component="a" href={`${base}/reset-password`}>
            {t('reset.again')}
          </Button>
        )}
        {signIn && !askAgain && (
          <Button component="a" href={`${base}/sign-in`}>
            {t('toSignIn')}
          </Button>
        )}
        {signIn && askAgain && <Anchor href={`${base}/sign-in`}>{t('backToSignIn')}</Anchor>}
      </Group>
      {isOurs(problem) && words.reference && (
        <Text size="xs" c="dimmed" mt="lg">
          {t('error.reference', { ns: 'ui', reference: words.reference })}
        </Text>
      )}
    </EntranceLayout>
  );
}
