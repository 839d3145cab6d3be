import type { AnswerOf } from '../../../contract/define-route.ts';
import type { startImport } from '../../../contract/imports.ts';
import type { Tx } from '../../platform/database.ts';
import { storedAnswer } from '../../platform/http/idempotency.ts';
import type { StoredAnswer } from '../../platform/http/idempotency.ts';
import type { Seal } from '../../platform/seal.ts';
import { findFirstCells } from './first-cells.ts';
import { findImport } from './lock-import.ts';

type Answer = AnswerOf<typeof startImport>;

/** An answer as it is kept: the first cells of columns stand in the rows only. */
export function withoutCells(answer: Answer): Answer {
  return { ...answer, columns: answer.columns.map((column) => ({ ...column, samples: [] })) };
}

/**
 * What the same file was answered before.
 * @throws {AppError} idempotency_key_reused for another file, already_answered
 */
export async function repeatStart(tx: Tx, seal: Seal, stored: StoredAnswer, digest: Buffer): Promise<Answer> {
  const answer = storedAnswer(stored, digest) as Answer;
  const isAsked = (await findImport(tx, answer.id))?.state === 'mapping';
  if (!isAsked) return answer;
  const samplesOf = await findFirstCells(tx, seal, answer.id);
  return {
    ...answer,
    columns: answer.columns.map((column) => ({ ...column, samples: samplesOf(column.index) })),
  };
}
