import { Divider, Text } from '@mantine/core';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconHourglassHigh,
  IconMail,
  IconPencil,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Leaves, type LeafState } from '../../ui/leaves.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './two-leaves.module.css';

const signs = {
  ready: { Icon: IconCircleCheck, color: 'var(--foyer-ok)', leaf: 'done' },
  there: { Icon: IconMail, color: 'var(--foyer-info)', leaf: 'done' },
  waits: { Icon: IconHourglassHigh, color: 'var(--foyer-info)', leaf: 'done' },
  typing: { Icon: IconPencil, color: 'var(--foyer-mute)', leaf: 'progress' },
  missing: { Icon: IconCircleDashed, color: 'var(--foyer-mute)', leaf: 'missing' },
} as const satisfies Record<string, { leaf: LeafState; color: string; Icon: unknown }>;

/** How far one of the two records is, and in words. */
export interface Leaf {
  readonly sign: keyof typeof signs;
  readonly text: string;
}

interface TwoLeavesProps {
  readonly label: string;
  readonly name: string;
  readonly email: string;
  readonly account: Leaf;
  readonly identity: Leaf;
  /** What happens at the end, and what does not before. */
  readonly children: ReactNode;
}

/** Beside a guided flow: whose it is, and how far both records are. */
export function TwoLeaves({ label, name, email, account, identity, children }: TwoLeavesProps) {
  return (
    <aside aria-label={label} className={classes.aside}>
      <Panel>
        <div className={classes.who}>
          <Leaves account={signs[account.sign].leaf} identity={signs[identity.sign].leaf} size={44} />
          <div className={classes.names}>
            <Text size="md" fw={600}>
              <bdi>{name}</bdi>
            </Text>
            {email !== name && (
              <Text c="dimmed">
                <bdi dir="ltr">{email}</bdi>
              </Text>
            )}
          </div>
        </div>
        <div role="status">
          <ul className={classes.records}>
            {[account, identity].map(({ sign, text }) => {
              const { Icon, color } = signs[sign];
              return (
                <li key={text}>
                  <Icon size={18} stroke={1.7} color={color} aria-hidden />
                  {text}
                </li>
              );
            })}
          </ul>
        </div>
        <Divider my="md" />
        <Text c="dimmed">{children}</Text>
      </Panel>
    </aside>
  );
}
