import { useTranslation } from 'react-i18next';
import type { IdentityCandidate } from '../../../contract/identity-candidates.ts';
import { useWhen } from '../../ui/use-when.ts';

/** What stands under someone's state: how it came to be, and why there is nothing to do where there is not. */
export function useCandidateWords(): (person: IdentityCandidate, isOwn: boolean) => string {
  const { t } = useTranslation('register-identity');
  const { when, day } = useWhen();
  return (person, isOwn) => {
    const { identityState, state, savedBy, savedAt, askedAt, personalCode } = person;
    const values = { name: savedBy?.name ?? '', when: savedAt ? when(savedAt) : '' };
    if (isOwn) return t('row.own');
    if (person.fillingIn) return t('row.fillingIn');
    if (identityState === 'validated') return personalCode ?? '';
    if (identityState === 'submitted') return t(savedBy ? 'row.submittedBy' : 'row.submitted', values);
    if (identityState === 'returned') return t('row.returned');
    if (askedAt) return t('row.asked', { when: when(askedAt) });
    if (identityState === 'draft' && savedBy) return t('row.begunBy', values);
    return t(`row.${state}`, { when: state === 'invited' ? when(person.createdAt) : day(person.createdAt) });
  };
}
