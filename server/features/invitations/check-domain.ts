import type { BatchAction, DomainChange } from '../../../contract/invitation-batches.ts';
import { refuseField } from '../../platform/app-error.ts';

interface Order {
  readonly action: BatchAction;
  readonly domain?: DomainChange | undefined;
}

/** @throws {AppError} not_acceptable: a correction says two different domains, no other act says one */
export function checkDomain({ action, domain }: Order): void {
  if (action !== 'correct') {
    if (domain) throw refuseField('domain', 'batch.correct_only');
    return;
  }
  if (!domain) throw refuseField('domain', 'batch.domain_needed');
  if (domain.from === domain.to) throw refuseField('domain.to', 'batch.same_domain');
}

/** For the activity: what stood behind the @ before, and what does now. */
export function toldDomain({ domain }: Order) {
  if (!domain) return {};
  return { fields: ['domain'], before: { domain: domain.from }, after: { domain: domain.to } };
}
