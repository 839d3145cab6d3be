import type { Tx } from '../../platform/database.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Texts } from '../../platform/texts.ts';
import { freeUsernames } from '../accounts/free-usernames.ts';
import { planPeople } from '../registration/plan-people.ts';
import type { PeoplePlan, PlannedPerson } from '../registration/plan-people.ts';
import type { Actor } from '../sessions/actor.ts';
import { limits } from './limits.ts';
import { personOfRow, problemsAtCells } from './person-of-row.ts';
import type { RowPerson, RowRules } from './person-of-row.ts';
import { linesOfOthers, namesOfOthers } from './other-rows.ts';
import type { AmongOthers, Promised } from './other-rows.ts';
import type { Column } from './recognise-columns.ts';
import type { RowProblem } from './row-problem.ts';
import { openRow } from './sealed-rows.ts';
import type { Edits, RowAtRest } from './sealed-rows.ts';
import { valuesOfRow } from './values-of-row.ts';

export interface StoredRow extends RowAtRest {
  readonly edits: unknown;
  readonly accepted: readonly string[] | null;
}

type OpenRow = Omit<StoredRow, 'edits'> & { readonly edits: Edits | null };

export interface PlannedRow {
  readonly line: number;
  readonly outcome: PlannedPerson['outcome'];
  readonly problems: readonly RowProblem[];
  readonly emailCanonical: string | null;
  readonly username: string | null;
  readonly planned: PlannedPerson;
}

export interface PlanRowsParts {
  readonly seal: Seal;
  readonly texts: Texts;
  readonly languages: readonly string[];
}

export interface ImportInHand {
  readonly id: string;
  readonly columns: readonly Column[];
  readonly targets: RowRules['targets'];
}

interface RowsToPlan {
  readonly importing: ImportInHand;
  readonly rows: readonly StoredRow[];
  /** They were planned, and are about to be carried out: what rows of one import would share is settled. */
  readonly isAgain?: boolean;
  /** What is promised to rows that are being planned too. */
  readonly before?: Promise<Promised | undefined>;
}

/**
 * What registering these rows would do, with every problem at its cell. Rows of the same import are asked too: nobody is
 * registered twice by one file, and no name is promised to two.
 */
export async function planRows(
  tx: Tx,
  parts: PlanRowsParts,
  actor: Actor,
  { importing, rows: atRest, isAgain = false, before }: RowsToPlan,
): Promise<{ readonly rows: readonly PlannedRow[]; readonly plan: PeoplePlan }> {
  const rules = { targets: importing.targets, languages: parts.languages };
  const place = { organizationId: tx.organizationId, importId: importing.id };
  const rows = atRest.map((row): OpenRow => openRow(parts.seal, place, row));
  const people = rows.map((row) =>
    personOfRow(row.line, valuesOfRow(row.cells, row.edits, importing.columns), rules),
  );
  const lines = rows.map(({ line }) => line);
  const others = { importId: importing.id, lines, promised: await before };
  // Of rows with one address the plan let one be carried out, and of those that name a username themselves.
  const twins = isAgain ? new Map<number, number>() : await findTwins(tx, others, people);
  const own = new Set(isAgain ? people.flatMap(givenName) : []);
  const findReserved = (inTx: Tx, names: readonly string[]) =>
    namesOfOthers(
      inTx,
      others,
      names.filter((name) => !own.has(name)),
    );
  // A row that repeats another asks for nothing: it must not take the name that the other one gets.
  const asked = people.map((person, index) =>
    twins.has(lines[index] ?? -1) ? { ...person.request, ...nothingOf(lines[index] ?? 0) } : person.request,
  );
  const plan = await planPeople(tx, { ...parts, findReserved }, actor, asked);
  const planned = rows.map((row, index) =>
    verdictOf(row, people[index], plan.people[index], {
      twin: twins.get(row.line),
      width: importing.columns.length,
    }),
  );
  return { rows: await withNames(tx, planned), plan };
}

function givenName({ request }: RowPerson): string[] {
  const { username } = request.account;
  return username === undefined ? [] : [username.toLowerCase()];
}

const nothingOf = (line: number) => ({
  account: { email: `row-${line}@repeated.invalid` },
  delivery: { channel: 'none' as const },
  identity: undefined,
  grants: undefined,
});

function verdictOf(
  row: OpenRow,
  person: RowPerson | undefined,
  planned: PlannedPerson | undefined,
  { twin, width }: { readonly twin: number | undefined; readonly width: number },
): PlannedRow {
  if (!person || !planned) throw new Error('as many plans as rows');
  const own = [...person.problems, ...shapeProblems(row, width)].filter(
    ({ code, severity }) => severity === 'error' || row.accepted?.includes(code) !== true,
  );
  const repeated: RowProblem[] =
    twin === undefined
      ? []
      : [{ field: 'email', code: 'import.repeated_row', values: { line: twin }, severity: 'error' }];
  const known = new Set(own.filter(({ severity }) => severity === 'error').map(({ field }) => field));
  // A member is left alone, whatever else their row says.
  const isLeft = planned.outcome === 'member' && twin === undefined;
  const found = twin === undefined ? problemsAtCells(planned.problems) : [];
  const problems = isLeft ? [] : [...own, ...repeated, ...found.filter(({ field }) => !known.has(field))];
  return {
    line: row.line,
    outcome: problems.length > 0 ? 'blocked' : planned.outcome,
    problems,
    emailCanonical: person.emailCanonical,
    username: person.emailCanonical === null || twin !== undefined ? null : planned.username,
    planned,
  };
}

function shapeProblems({ cells }: OpenRow, width: number): RowProblem[] {
  const isWide = cells.slice(width).some((cell) => cell.trim() !== '');
  const isLong = cells.some((cell) => cell.length > limits.cellLength);
  return [
    ...(isWide ? [{ field: 'row', code: 'import.too_many_cells', severity: 'error' as const }] : []),
    ...(isLong ? [{ field: 'row', code: 'import.cell_too_long', severity: 'error' as const }] : []),
  ];
}

/**
 * Of rows whose address another row has too: that row's line. One of several has the address, the first that was planned;
 * the others are blocked for repeating it.
 */
async function findTwins(
  tx: Tx,
  others: AmongOthers,
  people: readonly RowPerson[],
): Promise<ReadonlyMap<number, number>> {
  const emails = people.flatMap(({ emailCanonical }) => (emailCanonical === null ? [] : [emailCanonical]));
  const first = await linesOfOthers(tx, others, emails);
  const twins = new Map<number, number>();
  for (const [index, { emailCanonical }] of people.entries()) {
    const line = others.lines[index];
    if (emailCanonical === null || line === undefined) continue;
    const other = first.get(emailCanonical);
    if (other === undefined) first.set(emailCanonical, line);
    else twins.set(line, other);
  }
  return twins;
}

/** A name that is free, for rows whose own is not or is none: what can be taken with one key. */
async function withNames(tx: Tx, rows: readonly PlannedRow[]): Promise<readonly PlannedRow[]> {
  const wanting = rows.filter(({ username, problems }) => username !== null && problems.some(lacksName));
  if (wanting.length === 0) return rows;
  const taken = wanting.filter(hasTakenName).flatMap(({ username }) => username?.toLowerCase() ?? []);
  const free = await freeUsernames(tx, new Set(taken), wanting.length + 5);
  const used = new Set(rows.flatMap(({ username }) => (username === null ? [] : [username.toLowerCase()])));
  const nameFor = (row: PlannedRow): string | undefined => {
    // Where none could be read the plan has another for the row already: the one that its address gives.
    if (!hasTakenName(row)) return row.username ?? undefined;
    const name = free.get(row.username?.toLowerCase() ?? '')?.find((one) => !used.has(one));
    if (name !== undefined) used.add(name);
    return name;
  };
  const names = new Map(wanting.map((row) => [row.line, nameFor(row)]));
  return rows.map((row) => {
    const suggestion = names.get(row.line);
    if (suggestion === undefined) return row;
    const problems = row.problems.map((problem) =>
      lacksName(problem) ? { ...problem, suggestion } : problem,
    );
    return { ...row, problems };
  });
}

const lacksName = ({ field, code }: RowProblem) =>
  field === 'username' && (code === 'account.username_taken' || code.startsWith('username.'));

const hasTakenName = ({ problems }: PlannedRow) =>
  problems.some(({ code }) => code === 'account.username_taken');
