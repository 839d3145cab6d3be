import { changeMe } from '../../contract/accounts.ts';
import type { Session } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { queryClient } from '../query-client.ts';
import { speak, takeChosenLanguage } from '../texts.ts';
import { sessionQuery } from './session.ts';

/** The account's language; one that was chosen at the entrance becomes the account's. */
export async function followAccountLanguage({ account }: Session): Promise<void> {
  const chosen = takeChosenLanguage() ?? account.language;
  await speak(chosen);
  // Without waiting: the page is right already. What the organization does not offer is not kept.
  if (chosen !== account.language) void keepLanguage(chosen).catch(() => speak(account.language));
}

/** Keeps a language with the account, and speaks it. */
export async function keepLanguage(language: string): Promise<void> {
  await call(changeMe, { body: { language } });
  await speak(language);
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
}
