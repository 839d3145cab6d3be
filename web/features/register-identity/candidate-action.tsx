import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { IdentityCandidate } from '../../../contract/identity-candidates.ts';
import { may, useSession } from '../../shell/session.ts';

interface CandidateActionProps {
  readonly person: IdentityCandidate;
  readonly isOwn: boolean;
}

/** The one thing that can be done with someone's identity now; nothing where the state says why. */
export function CandidateAction({ person, isOwn }: CandidateActionProps) {
  const { t } = useTranslation('register-identity');
  const opensPages = may(useSession(), 'user-management:access');
  const { id, name, abilities, fillingIn, identityState } = person;
  if (isOwn) {
    return (
      <Button size="xs" variant="default" component={Link} to="/my-data">
        {t('act.myData')}
      </Button>
    );
  }
  if (abilities.register) {
    const act = identityState === 'none' ? 'register' : identityState === 'draft' ? 'continue' : 'correct';
    return (
      <Button
        size="xs"
        variant={fillingIn ? 'default' : 'filled'}
        aria-label={t(`act.${act}Name`, { name })}
        renderRoot={(props) => <Link {...props} to="/user-registration/existing/$id" params={{ id }} />}
      >
        {t(`act.${act}`)}
      </Button>
    );
  }
  if (abilities.review) {
    return (
      <Button
        size="xs"
        variant="default"
        aria-label={t('act.reviewName', { name })}
        renderRoot={(props) => <Link {...props} to="/identity-review/$id" params={{ id }} />}
      >
        {t('act.review')}
      </Button>
    );
  }
  if (!opensPages) return null;
  return (
    <Button
      size="xs"
      variant="subtle"
      aria-label={t('act.openName', { name })}
      renderRoot={(props) => <Link {...props} to="/people/$id" params={{ id }} />}
    >
      {t('act.open')}
    </Button>
  );
}
