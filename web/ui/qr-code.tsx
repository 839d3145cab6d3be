import { useMemo } from 'react';
import { encode } from 'uqr';

interface QrCodeProps {
  readonly value: string;
  /** What it holds, for readers: "The link as a QR code". */
  readonly label: string;
  /** Side in px. */
  readonly size?: number;
}

/** Four modules: what ISO/IEC 18004 asks to be left white around the code. */
const quietZone = 4;

/** A link for the camera of a phone. Always dark on white: many readers fail on the reverse. */
export function QrCode({ value, label, size = 160 }: QrCodeProps) {
  const { path, side } = useMemo(() => {
    const { data, size: modules } = encode(value, { ecc: 'M', border: 0 });
    return { path: pathOf(data), side: modules + 2 * quietZone };
  }, [value]);
  return (
    <svg role="img" aria-label={label} width={size} height={size} viewBox={`0 0 ${side} ${side}`}>
      <rect width={side} height={side} rx="1" fill="#fff" />
      <path
        d={path}
        fill="#000"
        transform={`translate(${quietZone} ${quietZone})`}
        shapeRendering="crispEdges"
      />
    </svg>
  );
}

function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
}
