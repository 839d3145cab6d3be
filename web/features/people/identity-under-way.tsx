import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';

/** What waits is judged from here, and what somebody has begun is gone on with: by whoever may. */
export function IdentityUnderWay({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const { id, name, abilities } = person;
  const underWay = person.identityState === 'validated' ? person.pending : person.identityState;
  if (abilities.review) {
    return (
      <Button
        size="xs"
        variant="default"
        aria-label={t('identity.reviewName', { name })}
        renderRoot={(props) => <Link to="/identity-review/$id" params={{ id }} {...props} />}
      >
        {t('identity.review')}
      </Button>
    );
  }
  if ((underWay !== 'draft' && underWay !== 'returned') || !abilities.registerIdentity) return null;
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={t(`identity.goOnName.${underWay}`, { name })}
      renderRoot={(props) => <Link to="/user-registration/existing/$id" params={{ id }} {...props} />}
    >
      {t(`identity.goOn.${underWay}`)}
    </Button>
  );
}
