import type { Access, AccessSource } from '../../../contract/people.ts';

export interface AccessLine {
  readonly key: string;
  readonly application: string;
  readonly permission: string;
  /** Undefined: they never had it. */
  readonly source: AccessSource | undefined;
  readonly state: AccessSource['state'] | 'missing';
  /** The caller may grant it; said once for each permission, at its newest line. */
  readonly grantable: boolean;
}

const order: readonly AccessLine['state'][] = [
  'in_force',
  'ends_soon',
  'starts_later',
  'ended',
  'revoked',
  'missing',
];

/** A line for each source, and one for what is missing: what opens first, what is missing last. */
export function accessLines({ permissions }: Access): AccessLine[] {
  const lines = permissions.flatMap(({ application, permission, sources, grantable }): AccessLine[] => {
    const name = { application, permission };
    if (sources.length === 0) {
      return [
        { ...name, key: `${application}:${permission}`, source: undefined, state: 'missing', grantable },
      ];
    }
    return sources.map((source, place) => ({
      ...name,
      key: `${source.id} ${application}:${permission}`,
      source,
      state: source.state,
      grantable: grantable && place === 0,
    }));
  });
  return lines.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}
