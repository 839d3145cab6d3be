import type { AnswerOf } from '../../../contract/define-route.ts';
import type { startImport } from '../../../contract/imports.ts';
import type { Tx } from '../../platform/database.ts';
import { storedAnswer } from '../../platform/http/idempotency.ts';
import type { StoredAnswer } from '../../platform/http/idempotency.ts';
import type { Column } from './recognise-columns.ts';

type Answer = AnswerOf<typeof startImport>;

/** An answer as it is kept: the first cells of columns stand with the import only, until they are mapped. */
export function withoutCells(answer: Answer): Answer {
  return { ...answer, columns: answer.columns.map((column) => ({ ...column, samples: [] })) };
}

/**
 * What the same file was answered before.
 * @throws {AppError} idempotency_key_reused for another file, already_answered
 */
export async function repeatStart(tx: Tx, stored: StoredAnswer, digest: Buffer): Promise<Answer> {
  const answer = storedAnswer(stored, digest) as Answer;
  const row = await tx
    .selectFrom('import')
    .select('columns')
    .where('organizationId', '=', tx.organizationId)
    .where('id', '=', answer.id)
    .executeTakeFirst();
  const known = (row?.columns ?? []) as unknown as readonly Column[];
  const samplesOf = (index: number) => [...(known[index]?.samples ?? [])];
  return {
    ...answer,
    columns: answer.columns.map((column) => ({ ...column, samples: samplesOf(column.index) })),
  };
}
