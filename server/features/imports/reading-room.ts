import { AppError } from '../../platform/app-error.ts';
import { createTurnstile } from '../sessions/turnstile.ts';

export interface FileInHand {
  /**
   * Waits for the turn to make rows of what came, and its sender with it.
   * @returns to be called when the turn is over
   */
  takeTurn(): Promise<() => void>;
  /** @throws the reason for which the sender is known to be gone */
  throwIfGone(): void;
  /** Whether rows of so many characters, which wait to be written, are as many as this file may keep in memory. */
  isEnough(characters: number): boolean;
  /** Bytes that can't be worked on before the last has come. @throws {AppError} overloaded where others keep too many */
  keep(bytes: number): void;
  close(): void;
}

/**
 * Where files are read that come at the same time. Rows are made of few pieces at once, and what all files together keep
 * has one bound, however many come, stop half-way or vanish (P27, F25).
 */
export interface ReadingRoom {
  /** @param isGone the sender's: what of theirs waits for a turn is let go */
  open(isGone: AbortSignal | undefined): FileInHand;
}

/** While one piece is written, another becomes rows. */
const piecesAtOnce = 2;
/** Some five thousand narrow rows: few statements, and little memory. */
const mostOfOne = 512 * 1024;
const mostOfAll = 4 * mostOfOne;
/** Six workbooks of the largest kind. */
const mostBytes = 128 * 1024 * 1024;

export function createReadingRoom(): ReadingRoom {
  const overloaded = () => new AppError('overloaded', { retryAfter: 5 });
  const turns = createTurnstile({ places: piecesAtOnce, maxWaitMs: 60_000, refusal: overloaded });
  let files = 0;
  let keptByAll = 0;
  return {
    open(isGone) {
      let kept = 0;
      files += 1;
      return {
        takeTurn: () => turns.enter(isGone),
        throwIfGone: () => isGone?.throwIfAborted(),
        isEnough: (characters) => characters >= Math.min(mostOfOne, mostOfAll / files),
        keep(bytes) {
          if (keptByAll + bytes > mostBytes) throw overloaded();
          kept += bytes;
          keptByAll += bytes;
        },
        close() {
          files -= 1;
          keptByAll -= kept;
        },
      };
    },
  };
}
