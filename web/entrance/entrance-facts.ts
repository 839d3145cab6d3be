import type { ResponseOf } from '../../contract/define-route.ts';
import { getEntrance } from '../../contract/organizations.ts';
import { call } from '../api.ts';
import { organizationSlug } from '../organization-base.ts';
import { offeredLanguages } from './offered-languages.ts';

type Facts = ResponseOf<typeof getEntrance>;

let asked: Promise<Facts> | undefined;

/** What the pages before sign-in show around their form; asked once, by whoever needs it first. */
export function entranceFacts(): Promise<Facts> {
  const slug = organizationSlug(location.pathname);
  asked ??= ask(slug);
  return asked;
}

async function ask(slug: string | undefined): Promise<Facts> {
  const facts = await call(getEntrance, { query: slug ? { organization: slug } : {} });
  offeredLanguages.write(facts.languages);
  return facts;
}
