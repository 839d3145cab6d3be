import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { StepTitle } from './step-title.tsx';

interface StepHeadProps {
  readonly title: string;
  readonly intro?: string | undefined;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  /** When the draft was kept last: "14:12". */
  readonly kept: string | undefined;
}

/** The head of a guided step that is the page. */
export function StepHead(props: StepHeadProps) {
  useDocumentTitle(props.title);
  return <StepTitle {...props} />;
}
