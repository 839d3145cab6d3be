import type { NavigationItem } from '../shell/navigation.ts';

/** One line of the command search. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** Shown with an avatar instead of an icon. */
  readonly person?: boolean;
  readonly icon?: NavigationItem['icon'];
  /** Second line, each part in its own direction. */
  readonly details?: readonly string[];
  /** Where it leads. */
  readonly hint?: string;
  readonly keys?: readonly string[];
  readonly run: () => void;
}

export interface EntryGroup {
  readonly key: 'people' | 'pages' | 'acts';
  readonly entries: readonly Entry[];
}
