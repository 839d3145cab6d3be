import type { FieldValue } from '../../../contract/identities.ts';
import type { PeopleSort } from '../../../contract/people-filter.ts';
import { csvLine } from '../../platform/csv-line.ts';
import { withOrganization } from '../../platform/database.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { canSee } from '../identities/policy.ts';
import type { Reader } from '../identities/policy.ts';
import type { Target } from '../imports/targets.ts';
import { nextPeople } from '../search/find-people.ts';
import type { Wanted } from '../search/find-people.ts';

export interface PeopleOrder {
  readonly organizationId: string;
  readonly wanted: Wanted;
  /** These in place of whom the filters hold. */
  readonly chosen?: readonly string[] | undefined;
  readonly sort: PeopleSort;
  readonly reader: Reader;
  /** The columns that an import takes, those of the identity among them. */
  readonly targets: readonly Target[];
  /** Asked before each page; throws once the reader may not read any more (P15). */
  readonly check: () => Promise<void>;
}

type Cell = string | number | null;

const pageSize = 1000;
const byteOrderMark = '\ufeff';

/** What an import takes back as it stands; the rest of the row is Foyer's own to say. */
const accountColumns: Readonly<Record<string, (person: Row) => Cell>> = {
  email: ({ email }) => email,
  username: ({ username }) => username,
  population: ({ population }) => population,
  language: ({ language }) => language,
};
const ownColumns: Readonly<Record<string, (person: Row) => Cell>> = {
  foyer_name: ({ name }) => name,
  foyer_personal_code: ({ personalCode }) => personalCode,
  foyer_account: ({ state }) => state,
  foyer_identity: ({ identityState }) => identityState,
  foyer_added: ({ createdAt }) => createdAt.toISOString(),
};

/**
 * Everybody whom the filters hold as rows, the header first; a page at a time, each in a transaction of its own. In the
 * columns of an import, so that it can be read again. Sensitive fields are left out: they are shown one by one.
 */
export async function* exportPeople(db: Db, order: PeopleOrder): AsyncGenerator<Cell[][]> {
  const { organizationId, wanted, chosen, sort, reader } = order;
  const fields = order.targets.filter(
    ({ field }) => field !== undefined && !field.sensitive && canSee(field, reader),
  );
  yield [[...Object.keys(accountColumns), ...fields.map(({ name }) => name), ...Object.keys(ownColumns)]];
  for (let cursor: string | undefined; ;) {
    await order.check();
    const { ids, people } = await withOrganization(db, organizationId, async (tx) => {
      const page = chosen ?? (await nextPeople(tx, wanted, { sort, cursor, limit: pageSize }));
      return { ids: page, people: await describe(tx, page) };
    });
    if (people.length > 0) yield people.map((person) => cellsOf(person, fields, reader));
    cursor = ids.length === pageSize ? ids.at(-1) : undefined;
    if (cursor === undefined) return;
  }
}

/** The same as CSV, in which no cell is a formula (P28). */
export async function* peopleAsCsv(rows: AsyncIterable<readonly Cell[][]>): AsyncGenerator<string> {
  let mark = byteOrderMark;
  for await (const some of rows) {
    yield mark + some.map((cells) => csvLine(cells)).join('');
    mark = '';
  }
}

type Row = Awaited<ReturnType<typeof describe>>[number];

async function describe(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('person as p')
    .innerJoin('account as a', (join) =>
      join.onRef('a.organizationId', '=', 'p.organizationId').onRef('a.id', '=', 'p.id'),
    )
    .leftJoin('identity as i', (join) =>
      join.onRef('i.organizationId', '=', 'p.organizationId').onRef('i.accountId', '=', 'p.id'),
    )
    .leftJoin('identityVersion as v', (join) =>
      join
        .onRef('v.organizationId', '=', 'i.organizationId')
        .onRef('v.accountId', '=', 'i.accountId')
        .onRef('v.version', '=', 'i.versionInForce'),
    )
    .select(['p.id', 'p.name', 'p.email', 'p.username', 'p.population', 'p.language', 'p.personalCode'])
    .select(['p.state', 'p.identityState', 'a.createdAt', 'v.alias', 'v.fields'])
    .where('p.organizationId', '=', tx.organizationId)
    .where('p.id', 'in', ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function cellsOf(person: Row, fields: readonly Target[], reader: Reader): Cell[] {
  // Who is known by an alias is known to colleagues by nothing else.
  const isHidden = person.alias !== null && reader === 'colleague';
  const values = new Map(isHidden ? [] : Object.entries((person.fields ?? {}) as Record<string, FieldValue>));
  return [
    ...Object.values(accountColumns).map((of) => of(person)),
    ...fields.map((target) => cellOf(target, values.get(target.field?.key ?? ''))),
    ...Object.values(ownColumns).map((of) => of(person)),
  ];
}

function cellOf({ part }: Target, value: FieldValue | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(';');
  if (typeof value === 'object') return part === undefined ? null : (value[part] ?? null);
  return value;
}
