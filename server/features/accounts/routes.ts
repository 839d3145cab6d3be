import * as contract from '../../../contract/accounts.ts';
import type { Door } from '../../platform/http/door.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import { textOf } from '../../platform/http/problem.ts';
import type { Text, Texts } from '../../platform/texts.ts';
import { changeLanguage } from './change-language.ts';
import type { LanguageChooser } from './change-language.ts';
import { checkAvailability } from './check-availability.ts';
import type { Availability, Verdict } from './check-availability.ts';

export function accountRoutes<Actor extends LanguageChooser>(
  door: Door<Actor>,
  { texts }: { readonly texts: Texts },
): void {
  door.handle(contract.changeMe, ({ tx, actor, body }) => changeLanguage(tx, actor, body.language, texts));

  door.handleShared(contract.checkAvailability, async (tx, calls) => {
    const verdicts = await checkAvailability(
      tx,
      calls.map(({ query }) => query),
    );
    return calls.map(({ request }, index) =>
      describeAvailability(texts(languageOf(request, texts)), verdicts[index]),
    );
  });
}

function describeAvailability(
  t: Text,
  { email, username, derivedUsername, derivedReason }: Availability = {},
) {
  return {
    email: email && describeVerdict(t, email),
    username: username && describeVerdict(t, username),
    derivedUsername,
    derivedReason: derivedReason && describeReason(t, derivedReason),
  };
}

function describeVerdict(t: Text, { state, reason, suggestions }: Verdict) {
  return {
    state,
    reason: reason && describeReason(t, reason),
    suggestions: suggestions && [...suggestions],
  };
}

function describeReason(t: Text, { code, values }: NonNullable<Verdict['reason']>) {
  return { code, message: textOf(t, code, values) };
}
