import type { ImportDetail } from '../contract/import-schemas.ts';
import type { Say } from './terminal-texts.ts';

const width = 30;

/** `█████░░░░░ 742 of 1,201, 118 a second, 4 s left` */
export function progressLine(
  say: Say,
  { done, total, rowsPerSecond, secondsLeft }: NonNullable<ImportDetail['progress']>,
): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.round(share * width);
  const far = { done, total, rate: Math.round(rowsPerSecond) };
  const words =
    secondsLeft === null ? say('progress', far) : say('progressLeft', { ...far, seconds: secondsLeft });
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${words}\u001B[K`;
}
