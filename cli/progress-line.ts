import type { ImportDetail } from '../contract/import-schemas.ts';

const width = 30;

/** `█████░░░░░ 742 of 1201, 118 a second, 4 s left` */
export function progressLine({
  done,
  total,
  rowsPerSecond,
  secondsLeft,
}: NonNullable<ImportDetail['progress']>): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.round(share * width);
  const left = secondsLeft === null ? '' : `, ${secondsLeft} s left`;
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done} of ${total}, ${Math.round(rowsPerSecond)} a second${left}\u001B[K`;
}
