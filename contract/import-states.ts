import { z } from 'zod';

/** Where an import stands (ruling 23). */
export const importStates = [
  'reading',
  'mapping',
  'planning',
  'planned',
  'awaiting_approval',
  'applying',
  'paused',
  'done',
  'cancelled',
  'failed',
  'undoing',
  'undone',
] as const;
export const importStateSchema = z.enum(importStates);
export type ImportState = z.output<typeof importStateSchema>;

/** What the plan says of a row, and then what became of it. */
export const rowOutcomes = [
  'create',
  'update',
  'unchanged',
  'member',
  'blocked',
  'left_out',
  'done',
  'moved',
  'failed',
  'undone',
] as const;
export const rowOutcomeSchema = z.enum(rowOutcomes);

/** What a column can be about, beside the fields of the identity form, which are `identity.<key>` and `identity.<key>.<part>`. */
export const ownTargets = [
  'email',
  'username',
  'population',
  'language',
  'time_zone',
  'message',
  'silent',
  'send_at',
  'grants',
  'grants_from',
  'grants_until',
  'identity',
] as const;

/** Letters, so that no name of a column is one of an object's own (T31). */
export const targetSchema = z
  .string()
  .max(100)
  .regex(/^(?:[a-z_]+|identity\.[a-z][a-z0-9_]*(?:\.[a-zA-Z]+)?)$/);

/** `application/vnd…`: an XLSX file. */
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
