import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { useAskForIdentities } from '../identities/use-ask-for-identities.ts';

/** The two ways to an identity: filled in here, or asked for by mail. Only who can sign in can be asked. */
export function BeginIdentity({ person: { id, name, abilities } }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const { ask, asking, outcome, problem } = useAskForIdentities();
  return (
    <>
      <Button
        renderRoot={(props) => <Link to="/user-registration/existing/$id" params={{ id }} {...props} />}
        aria-label={t('identity.registerName', { name })}
      >
        {t('identity.register')}
      </Button>
      {abilities.ask && (
        <Button variant="default" loading={asking} onClick={() => ask([id])}>
          {t('identity.ask')}
        </Button>
      )}
      <Text role="status" c="dimmed" w="100%">
        {outcome ?? (problem ? describeProblem(problem).detail : '')}
      </Text>
    </>
  );
}
