import type { CSSProperties } from 'react';
import classes from './leaves.module.css';

export type LeafState = 'done' | 'progress' | 'missing';

const shapes = {
  account: 'M9 1.2A8 8.6 0 0 0 1 10V22H9Z',
  identity: 'M11 1.2A8 8.6 0 0 1 19 10V22H11Z',
};

interface LeavesProps {
  readonly account: LeafState;
  readonly identity: LeafState;
  /** Height in px. */
  readonly size?: number;
  /** Grey, for what is locked. */
  readonly muted?: boolean;
  /** A second, fainter pair behind: many people. */
  readonly many?: boolean;
}

/**
 * The sign of the product: an arch with two leaves, start = account, end = digital identity. It stands beside
 * words that say the same, so it is hidden from readers.
 */
export function Leaves({ account, identity, size = 32, muted = false, many = false }: LeavesProps) {
  const style: CSSProperties = { color: muted ? 'var(--foyer-mute)' : 'var(--foyer-accent-ink)' };
  return (
    <svg
      className={`flip ${classes.leaves}`}
      viewBox={many ? '0 -3 27 26' : '0 0 20 23'}
      height={many ? (size * 26) / 23 : size}
      style={style}
      aria-hidden="true"
    >
      {many && (
        <g transform="translate(6.5 -3)" opacity=".42">
          <Leaf shape="account" state="progress" />
          <Leaf shape="identity" state="missing" />
        </g>
      )}
      {many && (
        <path d="M0 23V10A10 10 0 0 1 20 10V23Z" fill="var(--leaves-ground, var(--mantine-color-body))" />
      )}
      <Leaf shape="account" state={account} />
      <Leaf shape="identity" state={identity} />
    </svg>
  );
}

function Leaf({ shape, state }: { shape: keyof typeof shapes; state: LeafState }) {
  return <path className={classes.leaf} data-state={state} d={shapes[shape]} />;
}
