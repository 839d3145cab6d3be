import type { AnswerOf } from '../../../contract/define-route.ts';
import type { describeImports } from '../../../contract/imports.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import type { Text } from '../../platform/texts.ts';
import type { Target } from './targets.ts';

export type ColumnAnswer = AnswerOf<typeof describeImports>['columns'][number];

export interface ReaderOfColumns {
  readonly t: Text;
  readonly language: string;
  /** The organization's, for what its form doesn't say in the reader's. */
  readonly fallback: string;
}

/** Every column that a file may have, in the words of the reader's language. */
export function describeColumns(
  targets: ReadonlyMap<string, Target>,
  reader: ReaderOfColumns,
): ColumnAnswer[] {
  return [...targets.values()].map((target) =>
    target.field ? ofField(target, target.field, reader) : ofAccount(target.name, reader),
  );
}

const ownTypes: Readonly<Record<string, ColumnAnswer['type']>> = {
  email: 'email',
  username: 'username',
  population: 'population',
  language: 'language',
  time_zone: 'time_zone',
  message: 'long_text',
  silent: 'boolean',
  send_at: 'moment',
  grants: 'grants',
  grants_from: 'date',
  grants_until: 'date',
  identity: 'boolean',
};

function ofAccount(name: string, { t }: ReaderOfColumns): ColumnAnswer {
  const say = (part: string) => words(t, `columns.${name}.${part}`);
  const choices = name === 'population' ? ['internal', 'external'] : [];
  return {
    target: name,
    label: say('label'),
    hint: say('hint'),
    example: say('example'),
    type: ownTypes[name] ?? 'text',
    required: name === 'email',
    choices: choices.map((value) => ({ value, label: say(`choices.${value}`) })),
  };
}

function ofField(target: Target, field: FormField, reader: ReaderOfColumns): ColumnAnswer {
  const { t } = reader;
  const choices = (field.choices ?? []).map(({ value, label }) => ({ value, label: textFor(label, reader) }));
  const label = textFor(field.label, reader);
  const named = choices.map((choice) => choice.label).join(', ');
  const hint = field.hint ? textFor(field.hint, reader) : words(t, `hints.${field.type}`, { choices: named });
  return {
    target: target.name,
    label: target.part ? words(t, `parts.${target.part}`) : label,
    hint: target.part ? label : hint,
    example: '',
    type: target.part === 'country' ? 'country' : target.part ? 'text' : field.type,
    required: field.required,
    choices,
  };
}

function textFor(texts: Readonly<Record<string, string>>, { language, fallback }: ReaderOfColumns): string {
  const byLanguage = new Map(Object.entries(texts));
  return byLanguage.get(language) ?? byLanguage.get(fallback) ?? Object.values(texts)[0] ?? '';
}

/** Empty for what has no words: most types need no hint. */
export function words(t: Text, key: string, values: Readonly<Record<string, string>> = {}): string {
  const say = t as unknown as (key: string, values: object) => string;
  const full = `import_columns:${key}`;
  const said = say(full, values);
  return said === key || said === full ? '' : said;
}
