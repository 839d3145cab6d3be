import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { askForIdentities } from '../../../contract/identities.ts';
import { call } from '../../api.ts';

export interface AskingForIdentities {
  /** A mail to each of them, to complete their own data. */
  readonly ask: (accounts: readonly string[]) => void;
  readonly asking: boolean;
  readonly problem: unknown;
  /** What came of it, in sentences; undefined before. */
  readonly outcome: string | undefined;
}

/** Asks people by mail for their own data: one, or a selection of any list. */
export function useAskForIdentities(): AskingForIdentities {
  const { t } = useTranslation('identities');
  const queries = useQueryClient();
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (accounts: readonly string[]) => {
      const body = { accounts: [...accounts] };
      return call(askForIdentities, { body });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['identity-candidates'] }),
  });
  const sentences = ({ asked, left }: ResponseOf<typeof askForIdentities>) => {
    const reasons = Map.groupBy(left, ({ reason }) => reason);
    return [
      asked.length === 0 ? t('ask.askedNobody') : t('ask.asked', { count: asked.length }),
      ...[...reasons].map(([reason, people]) => t(`ask.left.${reason}`, { count: people.length })),
    ].join(' ');
  };
  return { ask: mutate, asking: isPending, problem: error, outcome: data && sentences(data) };
}
