import { ApiProblem } from '../../contract/client.ts';
import type { ResponseOf } from '../../contract/define-route.ts';
import type { getEntrance } from '../../contract/organizations.ts';
import { entranceFacts } from './entrance-facts.ts';
import { useAnswer } from './use-answer.ts';

interface EntranceFacts {
  /** What the pages show around their form; undefined until it is known, and where it can't be: the form works without. */
  readonly entrance: ResponseOf<typeof getEntrance> | undefined;
  /** The address names an organization that is not here. */
  readonly noOrganization: boolean;
}

export function useEntrance(): EntranceFacts {
  const answer = useAnswer(entranceFacts);
  return {
    entrance: answer.state === 'done' ? answer.value : undefined,
    noOrganization:
      answer.state === 'failed' &&
      answer.problem instanceof ApiProblem &&
      answer.problem.problem.code === 'not_found',
  };
}
