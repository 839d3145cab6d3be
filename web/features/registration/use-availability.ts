import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { checkAvailability } from '../../../contract/accounts.ts';
import type { ResponseOf } from '../../../contract/define-route.ts';
import { call } from '../../api.ts';

/** Pause after which what was typed is asked about, in ms. */
const pause = 400;

type Answer = ResponseOf<typeof checkAvailability>;

export interface AvailabilityCheck {
  /** To be called with each change. */
  readonly ask: (value: string) => void;
  /** To be called when the field is left, or a suggestion taken: no pause. */
  readonly askNow: (value: string) => void;
  /** The answer for exactly this value. */
  readonly answerFor: (value: string) => Answer | undefined;
  readonly failed: boolean;
  /** Whether the field was left once: what is still being typed is not called wrong. */
  readonly left: boolean;
}

/** Asks the server whether an email or a username is free, while it is typed. */
export function useAvailability(kind: 'email' | 'username', start = ''): AvailabilityCheck {
  const [asked, setAsked] = useState(start.trim());
  const [left, setLeft] = useState(start !== '');
  const { data, isError } = useQuery({
    queryKey: ['availability', kind, asked],
    queryFn: async ({ signal }) => ({
      value: asked,
      answer: await call(checkAvailability, { query: { [kind]: asked } }, { signal }),
    }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    retry: false,
    // Advice only: a moment later it may be another.
    staleTime: 5000,
    gcTime: 30_000,
  });
  const askSoon = useDebouncedCallback((value: string) => setAsked(value.trim()), pause);
  return {
    ask: askSoon,
    askNow: (value) => {
      setAsked(value.trim());
      if (value.trim() !== '') setLeft(true);
    },
    answerFor: (value) =>
      data && value.trim() !== '' && data.value === value.trim() ? data.answer : undefined,
    failed: isError,
    left,
  };
}
