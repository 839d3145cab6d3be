import { checkAvailability as checkAvailabilityRoute } from '../../../contract/accounts.ts';
import type { Door } from '../../platform/http/door.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import { textOf } from '../../platform/http/problem.ts';
import type { Text, Texts } from '../../platform/texts.ts';
import { checkAvailability } from './check-availability.ts';
import type { Verdict } from './check-availability.ts';

export function accountRoutes<Actor>(door: Door<Actor>, { texts }: { readonly texts: Texts }): void {
  door.handle(checkAvailabilityRoute, async ({ tx, query, request }) => {
    const t = texts(languageOf(request, texts));
    const { email, username, derivedUsername } = await checkAvailability(tx, query);
    return {
      email: email && describeVerdict(t, email),
      username: username && describeVerdict(t, username),
      derivedUsername,
    };
  });
}

function describeVerdict(t: Text, { state, reason, suggestions }: Verdict) {
  return {
    state,
    reason: reason && { code: reason.code, message: textOf(t, reason.code, reason.values) },
    suggestions: suggestions && [...suggestions],
  };
}
