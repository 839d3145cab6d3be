import { parseEmailAddress } from '../../../contract/email-address.ts';
import { personRequestSchema } from '../../../contract/registration.ts';
import type { PersonRequest } from '../../../contract/registration.ts';
import { refusalOfSchema } from '../../platform/http/refusal-of.ts';
import { dayOf, countryOf, fieldValue, yesOrNo } from './cell-values.ts';
import { emailProblem, mistyped } from './email-problem.ts';
import { grantsOf } from './grants-of-row.ts';
import type { RowProblem } from './row-problem.ts';
import type { Target } from './targets.ts';

export interface RowRules {
  readonly targets: ReadonlyMap<string, Target>;
  /** The languages that have a catalog. */
  readonly languages: readonly string[];
}

export interface RowPerson {
  /** What the row asks for. Where its own cells are refused, with something harmless in their place, so that the plan can say the rest. */
  readonly request: PersonRequest;
  readonly problems: readonly RowProblem[];
  readonly emailCanonical: string | null;
}

/** Nobody's: it stands for an address that can't be read, in a row that is blocked. */
const nowhere = (line: number) => `row-${line}@unreadable.invalid`;

/**
 * The person that a row describes, by the schema of the single registration: the same rules and words, at the cells.
 * @param values by target; cells that are empty are not said
 */
export function personOfRow(line: number, given: ReadonlyMap<string, string>, rules: RowRules): RowPerson {
  const values = new Map<string, string>();
  for (const [target, text] of given) if (text.trim() !== '') values.set(target, text);
  const problems: RowProblem[] = [];
  const email = values.get('email') ?? '';
  const parsed = parseEmailAddress(email);
  if (!parsed.ok) problems.push(emailProblem(email, parsed));
  else {
    const better = mistyped(parsed.address);
    if (better !== undefined)
      problems.push({
        field: 'email',
        code: 'import.email_looks_mistyped',
        severity: 'warning',
        suggestion: better,
      });
  }
  const silent = flagOf(values, 'silent', problems);
  const wantsIdentity = flagOf(values, 'identity', problems);
  const { grants, problems: refusedGrants } = grantsOf(values);
  problems.push(...refusedGrants);
  const fields = wantsIdentity === false ? undefined : identityOf(values, rules.targets);
  const sendAt = values.get('send_at');
  const raw = {
    account: {
      email: parsed.ok ? parsed.address : nowhere(line),
      ...said('username', usernameOf(values, parsed.ok ? parsed.canonical : undefined)),
      ...said('population', populationOf(values.get('population'))),
      ...said('language', languageOf(values.get('language'), rules.languages)),
      ...said('timeZone', values.get('time_zone')?.trim()),
    },
    ...(fields !== undefined || wantsIdentity === true ? { identity: { fields: fields ?? {} } } : {}),
    ...(grants.length > 0 && { grants }),
    delivery: {
      channel: silent === true ? 'none' : 'email',
      ...said('message', values.get('message')),
      ...(silent !== true && said('sendAt', sendAt === undefined ? undefined : momentOf(sendAt))),
    },
  };
  const checked = personRequestSchema.safeParse(raw);
  if (checked.success)
    return { request: checked.data, problems, emailCanonical: parsed.ok ? parsed.canonical : null };
  const refused = refusalOfSchema(checked.error).data.fields ?? {};
  problems.push(...problemsAtCells(refused));
  return {
    request: { account: { email: raw.account.email }, delivery: { channel: 'none' } },
    problems,
    emailCanonical: parsed.ok ? parsed.canonical : null,
  };
}

function said<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}

function flagOf(
  values: ReadonlyMap<string, string>,
  field: string,
  problems: RowProblem[],
): boolean | undefined {
  const text = values.get(field);
  if (text === undefined) return undefined;
  const flag = yesOrNo(text);
  if (flag === undefined) problems.push({ field, code: 'import.not_yes_or_no', severity: 'error' });
  return flag;
}

/** An address in the place of the name to sign in with, as many products have it, is no wish for a name. */
function usernameOf(values: ReadonlyMap<string, string>, email: string | undefined): string | undefined {
  const typed = values.get('username')?.trim();
  return typed !== undefined && typed.toLowerCase() === email ? undefined : typed;
}

const populations: Readonly<Record<string, string>> = {
  member: 'internal',
  interno: 'internal',
  intern: 'internal',
  guest: 'external',
  esterno: 'external',
  extern: 'external',
};

function populationOf(text: string | undefined): string | undefined {
  const word = text?.trim().toLowerCase();
  return word === undefined ? undefined : (new Map(Object.entries(populations)).get(word) ?? word);
}

/** `it_IT`, `IT` or `Italian` as the tag of a language that there is; anything else as it stands. */
function languageOf(text: string | undefined, languages: readonly string[]): string | undefined {
  if (text === undefined) return undefined;
  const typed = text.trim().replace('_', '-');
  const [language = '', region] = typed.split('-');
  const tag =
    region === undefined ? language.toLowerCase() : `${language.toLowerCase()}-${region.toUpperCase()}`;
  if (languages.includes(tag)) return tag;
  if (languages.includes(language.toLowerCase())) return language.toLowerCase();
  const named = languages.find((known) =>
    [known, 'en'].some(
      (reader) =>
        new Intl.DisplayNames([reader], { type: 'language' }).of(known)?.toLowerCase() ===
        typed.toLowerCase(),
    ),
  );
  return named ?? tag;
}

/** A day alone means its morning. */
function momentOf(text: string): string {
  const typed = text.trim();
  const day = dayOf(typed);
  if (/^\d{4}-\d\d-\d\d$/.test(day)) return `${day}T08:00`;
  const [, date = '', time = ''] = /^(\S+)[ T]+(\d{1,2}:\d\d(?::\d\d)?)$/.exec(typed) ?? [];
  return date === '' ? typed : `${dayOf(date)}T${time.padStart(5, '0')}`;
}

/** Undefined: the row says nothing about the person behind the account. */
function identityOf(
  values: ReadonlyMap<string, string>,
  targets: ReadonlyMap<string, Target>,
): Record<string, unknown> | undefined {
  let fields: Map<string, unknown> | undefined;
  for (const [name, text] of values) {
    const target = targets.get(name);
    if (!target?.field) continue;
    fields ??= new Map();
    if (target.part) {
      const address = (fields.get(target.field.key) ?? {}) as Record<string, string>;
      const line = target.part === 'country' ? countryOf(text) : text.trim();
      fields.set(target.field.key, { ...address, [target.part]: line });
    } else fields.set(target.field.key, fieldValue(target.field, text));
  }
  return fields && Object.fromEntries(fields);
}

const ownFields: Readonly<Record<string, string>> = {
  'account.email': 'email',
  'account.username': 'username',
  'account.population': 'population',
  'account.language': 'language',
  'account.timeZone': 'time_zone',
  'delivery.channel': 'silent',
  'delivery.message': 'message',
  'delivery.sendAt': 'send_at',
  identity: 'identity',
};

/** Problems by the path of a request, at the cells that the values came from. */
export function problemsAtCells(
  fields: Readonly<
    Record<
      string,
      readonly { readonly code: string; readonly values?: Readonly<Record<string, string | number>> }[]
    >
  >,
): RowProblem[] {
  return Object.entries(fields).flatMap(([path, found]) =>
    found.map(({ code, values }) => ({
      field: cellOf(path),
      code,
      ...(values && { values }),
      severity: 'error' as const,
    })),
  );
}

function cellOf(path: string): string {
  const own = new Map(Object.entries(ownFields)).get(path);
  if (own !== undefined) return own;
  if (path.startsWith('identity.fields.')) return `identity.${path.slice('identity.fields.'.length)}`;
  const [, part] = /^grants\.\d+\.(\w+)$/.exec(path) ?? [];
  if (part === 'from' || part === 'until') return `grants_${part}`;
  return path.startsWith('grants') ? 'grants' : 'row';
}
