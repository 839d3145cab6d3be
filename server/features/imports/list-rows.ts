import { sql } from 'kysely';
import type { AnswerOf, QueryOf } from '../../../contract/define-route.ts';
import type { listImportRows } from '../../../contract/import-plan.ts';
import { AppError } from '../../platform/app-error.ts';
import { beginsWith } from '../../platform/begins-with.ts';
import { countUpTo } from '../../platform/count-up-to.ts';
import type { Tx } from '../../platform/database.ts';
import { textOf } from '../../platform/http/problem.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Text, Texts } from '../../platform/texts.ts';
import type { Actor } from '../sessions/actor.ts';
import { hiddenFrom } from './hidden-cells.ts';
import type { Column } from './recognise-columns.ts';
import type { RowProblem } from './row-problem.ts';
import { openRow } from './sealed-rows.ts';
import type { RowAtRest } from './sealed-rows.ts';
import { valuesOfRow } from './values-of-row.ts';

interface ReadingParts {
  readonly texts: Texts;
  readonly seal: Seal;
}

export type RowAnswer = AnswerOf<typeof listImportRows>['items'][number];

/** A page of rows in the order of the file. @throws {AppError} not_found */
export async function listRows(
  tx: Tx,
  parts: ReadingParts,
  actor: Actor,
  { id, ...query }: { readonly id: string } & QueryOf<typeof listImportRows>,
): Promise<AnswerOf<typeof listImportRows>> {
  const describe = await needDescriber(tx, parts, actor, id);
  const wanted = filtered(tx, id, query);
  const leaps = query.offset > 0 && query.sort === 'line' && query.cursor === undefined;
  const rows = await wanted
    .select(rowFields)
    .$if(query.cursor !== undefined, (rest) => rest.where('line', '>', query.cursor ?? 0))
    .$if(query.sort === 'trouble', (some) =>
      some.orderBy(sql`(outcome = any (${troubles}::text[])) is not true`),
    )
    .orderBy('line')
    .$if(!leaps, (some) => some.offset(query.offset))
    .$if(leaps, (some) =>
      // The index alone is passed over, and not the rows.
      some.where('line', '>=', wanted.select('line').orderBy('line').offset(query.offset).limit(1)),
    )
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  return {
    items: await withCodes(tx, page.map(describe)),
    nextCursor: rows.length > query.limit && query.sort === 'line' ? (page.at(-1)?.line ?? null) : null,
    total: await countUpTo(tx, wanted.select('line')),
  };
}

/** Single rows by their lines. */
export async function describeRows(
  tx: Tx,
  parts: ReadingParts,
  actor: Actor,
  { id, lines }: { readonly id: string; readonly lines: readonly number[] },
): Promise<RowAnswer[]> {
  if (lines.length === 0) return [];
  const describe = await needDescriber(tx, parts, actor, id);
  const rows = await ofImport(tx, id)
    .select(rowFields)
    .where(sql<boolean>`line = any(${lines}::int[])`)
    .orderBy('line')
    .execute();
  return withCodes(tx, rows.map(describe));
}

const rowFields = [
  'line',
  'cells',
  'sealed',
  'edits',
  'outcome',
  'act',
  'problems',
  'usernameCanonical',
  'hasIdentity',
  'accountId',
  'at',
  'againReason',
  'againSince',
] as const;

const troubles = ['failed', 'moved', 'blocked'];
const groups: ReadonlyMap<string, readonly string[]> = new Map([
  ['ready', ['create', 'update']],
  ['not_done', troubles],
]);

const filtersOfTheirOwn: ReadonlySet<string> = new Set(['waiting', 'invited_again']);

const carriedOut: ReadonlySet<string> = new Set(['create', 'update', 'done']);

function ofImport(tx: Tx, id: string) {
  return tx
    .selectFrom('importRow')
    .where('organizationId', '=', tx.organizationId)
    .where('importId', '=', id);
}

function filtered(tx: Tx, id: string, { outcome, problem, query }: QueryOf<typeof listImportRows>) {
  const text = query?.trim().toLowerCase() ?? '';
  return ofImport(tx, id)
    .$if(outcome === 'invited_again', (rows) =>
      rows.where('againReason', 'is not', null).where('outcome', '=', 'update'),
    )
    .$if(outcome !== undefined && !filtersOfTheirOwn.has(outcome), (rows) => {
      const wanted = groups.get(outcome ?? '') ?? [outcome ?? ''];
      // Rows that are carried out are most of a file, and stand in no index for it.
      return wanted.some((one) => carriedOut.has(one))
        ? rows.where('outcome', 'in', wanted)
        : rows.where('aside', 'in', wanted);
    })
    .$if(outcome === 'waiting', (rows) => rows.where('outcome', 'is', null))
    .$if(problem !== undefined, (rows) =>
      rows
        .where('problems', 'is not', null)
        .where(sql<boolean>`problems @> ${JSON.stringify([{ code: problem }])}::jsonb`),
    )
    .$if(text !== '', (rows) => rows.where(beginsWith(['emailCanonical', 'usernameCanonical'], text)));
}

type StoredRow = StoredFields & RowAtRest & { readonly edits: unknown };

/** How rows of this import are told to this reader. @throws {AppError} not_found */
async function needDescriber(
  tx: Tx,
  { seal, texts }: ReadingParts,
  actor: Actor,
  id: string,
): Promise<(row: StoredRow) => RowAnswer> {
  const importing = await tx
    .selectFrom('import')
    .select(['columns', 'startedBy'])
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!importing) throw new AppError('not_found');
  const columns = importing.columns as unknown as Column[];
  const isHidden = await hiddenFrom(tx, texts, actor, importing);
  const place = { organizationId: tx.organizationId, importId: id };
  const t = texts(actor.language);
  return (row) => {
    const { cells, edits } = openRow(seal, place, row);
    const values = [...valuesOfRow(cells, edits, columns)];
    const hidden = values
      .filter(([target, text]) => text !== '' && isHidden(target))
      .map(([target]) => target);
    return {
      ...describeRow(row, t),
      values: Object.fromEntries(values.filter(([target]) => !hidden.includes(target))),
      edited: Object.keys(edits ?? {}),
      hidden,
    };
  };
}

interface StoredFields {
  readonly line: number;
  readonly outcome: string | null;
  readonly act: string | null;
  readonly problems: unknown;
  readonly usernameCanonical: string | null;
  readonly hasIdentity: boolean;
  readonly accountId: string | null;
  readonly at: Date | null;
  readonly againReason: string | null;
  readonly againSince: Date | null;
}

function describeRow(row: StoredFields, t: Text): Omit<RowAnswer, 'values' | 'edited' | 'hidden'> {
  return {
    line: row.line,
    username: row.usernameCanonical,
    outcome: row.outcome as RowAnswer['outcome'],
    act: row.act as RowAnswer['act'],
    identity: row.hasIdentity,
    personalCode: null,
    problems: ((row.problems ?? []) as RowProblem[]).map(({ code, field, values, severity, suggestion }) => ({
      code,
      field,
      message: textOf(t, code, values),
      severity,
      suggestion: suggestion ?? null,
    })),
    accountId: row.accountId,
    at: row.at?.toISOString() ?? null,
    invitedAgain: againOf(row),
  };
}

/** Also of a row that is left out: what taking it in would do. */
function againOf({ outcome, againReason, againSince }: StoredFields): RowAnswer['invitedAgain'] {
  if (againReason === null || againSince === null || !['update', 'left_out', 'done'].includes(outcome ?? ''))
    return null;
  return {
    reason: againReason as NonNullable<RowAnswer['invitedAgain']>['reason'],
    since: againSince.toISOString(),
  };
}

/** With the personal codes of those who were registered with an identity. */
async function withCodes(tx: Tx, rows: readonly RowAnswer[]): Promise<RowAnswer[]> {
  const ids = rows.flatMap((row) =>
    row.outcome === 'done' && row.identity && row.accountId ? [row.accountId] : [],
  );
  if (ids.length === 0) return [...rows];
  const people = await tx
    .selectFrom('person')
    .select(['id', 'personalCode'])
    .where('organizationId', '=', tx.organizationId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  const codes = new Map(people.map((person) => [person.id, person.personalCode]));
  return rows.map((row) => ({ ...row, personalCode: codes.get(row.accountId ?? '') ?? null }));
}
