import type { BodyOf } from '../../../contract/define-route.ts';
import { emailDomainSchema } from '../../../contract/email-address.ts';
import type {
  actOnInvitations,
  BatchAction,
  DomainChange,
  previewBatch,
} from '../../../contract/invitation-batches.ts';
import { type ManyEdits, namedEdits, noEdits } from './many-edits.ts';

type Order = Omit<BodyOf<typeof actOnInvitations>, 'ids' | 'filter' | 'expected'>;
type Asked = Omit<BodyOf<typeof previewBatch>, 'ids' | 'filter'>;

/** What an act on many wants to know before it is done. */
export interface BatchChoice {
  /** Of `extend`: the last day. */
  readonly until: string;
  readonly edits: ManyEdits;
  /** Of `correct`, as it is typed. */
  readonly domain: DomainChange;
}

export const noChoice: Omit<BatchChoice, 'until'> = { edits: noEdits, domain: { from: '', to: '' } };

/** What the request says of it. */
export function orderOf(action: BatchAction, choice: BatchChoice): Order {
  return { ...askedOf(action, choice), ...(action === 'edit' ? namedEdits(choice.edits) : {}) };
}

/** What the forecast depends on: an edit comes to the same for each, whatever it changes. */
export function askedOf(action: BatchAction, { until, domain }: BatchChoice): Asked {
  return {
    action,
    ...(action === 'extend' && { until }),
    ...(action === 'correct' && { domain }),
  };
}

/** Whether there is something to ask the server about: half-typed domains come to nothing. */
export function isAskable(action: BatchAction, { domain }: BatchChoice): boolean {
  if (action !== 'correct') return true;
  return [domain.from, domain.to].every((typed) => emailDomainSchema.safeParse(typed).success);
}
