import { z } from 'zod';
import { importStateSchema, rowOutcomeSchema } from './import-states.ts';
import { idSchema, instantSchema, personSchema } from './shared-schemas.ts';

/** The most bytes of a file; rows and the smaller bounds of XLSX are told by `describeImports`. */
export const longestFile = 200 * 1024 * 1024;

const columnSchema = z.object({
  index: z.int(),
  /** As the file names it; of a file without headers `A`, `B` … */
  header: z.string(),
  /** What its cells are about; null: nothing, they are erased once the mapping is confirmed. */
  target: z.string().nullable(),
  /**
   * `recognised` by its header, `remembered` from an earlier mapping, `chosen` by a person; `ignored`: known, and of no
   * use here; `password`: emptied while it was read; `unknown`: somebody must say.
   */
  status: z.enum(['recognised', 'remembered', 'chosen', 'ignored', 'password', 'unknown']),
  /** For an unknown one: what its header looks like. */
  suggestion: z.string().nullable(),
  /** Its first cells that are not empty, three at most. */
  samples: z.array(z.string()),
});

/** Everything that a group of rows shares, so that one fix mends them all. */
const problemGroupSchema = z.object({
  problem: z.string(),
  /** The column: a target, or `row`. */
  field: z.string(),
  /** In words, without the values of a single row. */
  message: z.string(),
  /** `warning`: the row can be accepted as it is. */
  severity: z.enum(['error', 'warning']),
  count: z.int(),
  /** How many of them come with a suggestion. */
  suggestions: z.int(),
});

const count = z.int();

export const importSchema = z
  .object({
    id: idSchema,
    filename: z.string().nullable(),
    kind: z.enum(['csv', 'xlsx', 'rows']),
    state: importStateSchema,
    startedBy: personSchema.nullable(),
    /** At whose word it was applied, approved, undone. */
    appliedBy: personSchema.nullable(),
    approvedBy: personSchema.nullable(),
    undoneBy: personSchema.nullable(),
    createdAt: instantSchema,
    /** The last time that a row or the mapping was changed, or that it moved on. */
    changedAt: instantSchema,
    appliedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    /** Until when it can be undone. */
    undoUntil: instantSchema.nullable(),
    /** When its rows are erased. */
    purgeAt: instantSchema.nullable(),
    counts: z.object({
      total: count,
      /** Not planned yet. */
      waiting: count,
      create: count,
      update: count,
      unchanged: count,
      member: count,
      blocked: count,
      left_out: count,
      done: count,
      moved: count,
      failed: count,
      undone: count,
      /** Of the rows to create or update, and done: with a digital identity. */
      identities: count,
      /** Of the rows to update: ask people again whose invitation was revoked, or who declined it. */
      invitedAgain: count,
      /** Of the blocked ones: can be accepted as they are. */
      warnings: count,
    }),
    planHash: z.string().nullable(),
    /** While it works; `total` are the rows of this phase. `settling`: they become what the mapping says. */
    progress: z
      .object({
        phase: z.enum(['settling', 'planning', 'applying', 'undoing']),
        done: count,
        total: count,
        rowsPerSecond: z.number(),
        secondsLeft: z.number().nullable(),
      })
      .nullable(),
    /** Why it failed. */
    failure: z.object({ code: z.string(), message: z.string() }).nullable(),
    approvalNeeded: z.boolean(),
    /** Mails of it that have not left yet. */
    mailsWaiting: count,
    /** What the caller may do now. */
    abilities: z.object({
      map: z.boolean(),
      edit: z.boolean(),
      apply: z.boolean(),
      approve: z.boolean(),
      pause: z.boolean(),
      resume: z.boolean(),
      cancel: z.boolean(),
      undo: z.boolean(),
    }),
  })
  .meta({ id: 'Import' });
export type Import = z.output<typeof importSchema>;

export const importDetailSchema = importSchema
  .extend({
    columns: z.array(columnSchema),
    /** Example rows of a template, and rows without anything in them, that were passed over. */
    skipped: z.int(),
    problems: z.array(problemGroupSchema),
    /** How many rows have a suggestion that can be taken. */
    suggestions: z.int(),
    /** What the mails of this plan come to under the limits of today (ruling 26); null when there is nothing to apply. */
    mails: z
      .object({
        total: count,
        /** Leave on another day, because today's limit is reached. */
        postponed: count,
        /** The last day on which one leaves. */
        lastDay: z.iso.date().nullable(),
        /** The organization's sending rate; null: as fast as the mail server takes them. */
        perMinute: z.int().nullable(),
        /** Of what was applied: handed over, waiting, came back. */
        sent: count,
        waiting: count,
        bounced: count,
      })
      .nullable(),
  })
  .meta({ id: 'ImportDetail' });
export type ImportDetail = z.output<typeof importDetailSchema>;

const rowProblemSchema = z.object({
  code: z.string(),
  /** The column: a target, or `row`. */
  field: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
  /** What the cell could hold instead. */
  suggestion: z.string().nullable(),
});

export const importRowSchema = z
  .object({
    /** Of the file, counted from 1 with its header; of typed rows their place. */
    line: z.int(),
    /** By the target of the column, as text; edited values in the place of the file's. */
    values: z.record(z.string(), z.string()),
    edited: z.array(z.string()),
    /** Targets whose text is not among the values: sensitive, and brought by somebody else (`/reveal`). */
    hidden: z.array(z.string()),
    /** The username as the plan has it, given or derived. */
    username: z.string().nullable(),
    /** Null: not planned yet. */
    outcome: rowOutcomeSchema.nullable(),
    /** Of a row that was done: whether an account was made or changed. */
    act: z.enum(['create', 'update']).nullable(),
    /**
     * The person is asked again: their invitation was revoked by an operator, or declined by themselves, at that moment.
     * Of a row that is left out: would be. One that expired is not sent again by an import.
     */
    invitedAgain: z.object({ reason: z.enum(['revoked', 'declined']), since: instantSchema }).nullable(),
    /** With a digital identity. */
    identity: z.boolean(),
    personalCode: z.string().nullable(),
    problems: z.array(rowProblemSchema),
    accountId: idSchema.nullable(),
    /** When it was done. */
    at: instantSchema.nullable(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.output<typeof importRowSchema>;
