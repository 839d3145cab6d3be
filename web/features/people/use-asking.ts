import { useMutation } from '@tanstack/react-query';
import { askForIdentities } from '../../../contract/identities.ts';
import { call } from '../../api.ts';
import { refreshPeople } from './person-queries.ts';
import type { Asked } from './selected-people.tsx';

export interface AskingWays {
  readonly onAsked: (asked: Asked) => void;
  readonly onProblem: (problem: unknown) => void;
}

/** Asks a few people by mail to complete their data, at once: it is a mail, and undoes nothing. */
export function useAsking({ onAsked, onProblem }: AskingWays) {
  return useMutation({
    mutationFn: (accounts: readonly string[]) =>
      call(askForIdentities, { body: { accounts: [...accounts] } }),
    onSuccess: async (asked) => {
      onAsked(asked);
      await refreshPeople();
    },
    onError: onProblem,
  });
}
