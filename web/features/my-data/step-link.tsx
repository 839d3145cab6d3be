import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface StepLinkProps {
  /** The key of the section. */
  readonly step: string;
  /** Said to readers in place of the words, where these don't say it alone. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** Leads to one step of one's own identity. */
export function StepLink({ step, label, children }: StepLinkProps) {
  return (
    <Anchor
      aria-label={label}
      renderRoot={(props) => <Link to="/my-data/identity" search={{ step }} {...props} />}
    >
      {children}
    </Anchor>
  );
}
