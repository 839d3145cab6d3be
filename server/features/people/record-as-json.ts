import type { Act } from './acts-of.ts';
import type { PersonRecord } from './person-record.ts';

/** One JSON document, its acts written as they are read. */
export async function* recordAsJson(
  { identity, signIns, apiKeys, ...record }: PersonRecord,
  acts: AsyncIterable<readonly Act[]>,
): AsyncGenerator<string> {
  const { form, ...rest } = identity;
  const fields = [...form.values()].map(({ key, label, type }) => ({ key, label, type }));
  const whole = {
    exportedAt: new Date().toISOString(),
    ...record,
    identity: { ...rest, form: fields },
    ...(signIns && { signIns }),
    ...(apiKeys && { apiKeys }),
  };
  yield `${JSON.stringify(whole, null, 2).slice(0, -2)},\n  "activity": [`;
  let separator = '\n';
  for await (const page of acts) {
    if (page.length === 0) continue;
    yield separator + page.map((act) => `    ${JSON.stringify(act)}`).join(',\n');
    separator = ',\n';
  }
  yield '\n  ]\n}\n';
}
