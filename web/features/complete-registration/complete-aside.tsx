import { useTranslation } from 'react-i18next';
import { type Leaf, TwoLeaves } from '../identities/two-leaves.tsx';
import { typedName } from '../identities/typed-name.ts';
import { stepKeys } from './flow-values.ts';
import type { Flow } from './use-flow.ts';

interface CompleteAsideProps {
  readonly flow: Flow;
  readonly mayValidate: boolean;
}

/** How far both records are, and that nothing of it exists yet. */
export function CompleteAside({ flow, mayValidate }: CompleteAsideProps) {
  const { t } = useTranslation('complete-registration');
  const { values, errorsOf } = flow;
  const wrong = (step: 'account' | 'personal') => Object.keys(errorsOf(step)).length;
  const isPast = (step: 'account' | 'personal') => values.reached > stepKeys.indexOf(step);
  const account: Leaf =
    wrong('account') > 0
      ? { sign: 'typing', text: t('aside.accountToCorrect', { count: wrong('account') }) }
      : isPast('account')
        ? { sign: 'ready', text: t('aside.accountReady') }
        : { sign: 'typing', text: t('aside.accountTyping') };
  const ready: Leaf = mayValidate
    ? { sign: 'ready', text: t('aside.identityReady') }
    : { sign: 'waits', text: t('aside.identityToReview') };
  const started: Leaf = isPast('account')
    ? { sign: 'typing', text: t('aside.identityTyping') }
    : { sign: 'missing', text: t('aside.identityNext') };
  const identity: Leaf =
    wrong('personal') > 0
      ? { sign: 'typing', text: t('aside.identityToCorrect', { count: wrong('personal') }) }
      : isPast('personal')
        ? ready
        : started;
  const { email } = values.account;
  return (
    <TwoLeaves
      label={t('aside.label')}
      name={typedName(Object.fromEntries(values.identity)) || email || t('aside.newPerson')}
      email={email}
      account={account}
      identity={identity}
    >
      {t('aside.nothingYet')}
    </TwoLeaves>
  );
}
