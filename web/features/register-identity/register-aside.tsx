import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IdentityCandidate } from '../../../contract/identity-candidates.ts';
import { may, useSession } from '../../shell/session.ts';
import { useWhen } from '../../ui/use-when.ts';
import { AskedNotice } from '../identities/asked-notice.tsx';
import { type Leaf, TwoLeaves } from '../identities/two-leaves.tsx';
import { typedName } from '../identities/typed-name.ts';
import { useAskForIdentities } from '../identities/use-ask-for-identities.ts';
import type { IdentityDrafts } from '../identities/use-identity-drafts.ts';

interface RegisterAsideProps {
  readonly person: IdentityCandidate;
  readonly state: Pick<IdentityDrafts, 'drafts' | 'errors'>;
  /** All of it was seen, and nothing is missing. */
  readonly isComplete: boolean;
}

/** Whose identity it is, how far it is, and what comes of it; or that the person does it themselves. */
export function RegisterAside({ person, state, isComplete }: RegisterAsideProps) {
  const { t } = useTranslation('register-identity');
  const { distance } = useWhen();
  const mayValidate = may(useSession(), 'user-management:can_validate_identity');
  const asking = useAskForIdentities();
  const wrong = Object.keys(state.errors).length;
  const name = typedName(state.drafts) || person.name;
  const identity: Leaf =
    wrong > 0
      ? { sign: 'typing', text: t('aside.toCorrect', { count: wrong }) }
      : !isComplete
        ? { sign: 'typing', text: t('aside.filling') }
        : mayValidate
          ? { sign: 'ready', text: t('aside.ready') }
          : { sign: 'waits', text: t('aside.readyToReview') };
  // Who never came in, or can't now, gets no mail about it (mail-person.ts).
  const told = person.state === 'active' ? 'aside.told' : 'aside.toldLater';
  return (
    <TwoLeaves
      label={t('aside.label')}
      name={name}
      email={person.email}
      account={{
        sign: person.state === 'active' ? 'ready' : 'there',
        text: t(`aside.account.${person.state}`, { when: distance(person.createdAt) }),
      }}
      identity={identity}
    >
      {t(mayValidate ? told : 'aside.reviewed', { name })}
      {person.abilities.ask && (
        <span style={{ display: 'block', marginBlockStart: 14 }}>
          {asking.outcome === undefined && (
            <Button
              size="xs"
              variant="default"
              loading={asking.asking}
              onClick={() => asking.ask([person.id])}
            >
              {t('aside.ask', { name })}
            </Button>
          )}
          <AskedNotice asking={asking} />
        </span>
      )}
    </TwoLeaves>
  );
}
