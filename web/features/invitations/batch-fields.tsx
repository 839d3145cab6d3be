import type { BatchAction } from '../../../contract/invitation-batches.ts';
import { useSession } from '../../shell/session.ts';
import type { BatchChoice } from './batch-choice.ts';
import { DomainFields } from './domain-fields.tsx';
import { EditManyFields } from './edit-many-fields.tsx';
import { ExtendField } from './extend-field.tsx';

interface BatchFieldsProps {
  readonly action: BatchAction;
  readonly choice: BatchChoice;
  /** What the server says against the day or the domain that was chosen. */
  readonly wrong: string | undefined;
  /** An edit was confirmed that changes nothing. */
  readonly nothing: boolean;
  /** What it said when it was to be done. */
  readonly problem: unknown;
  readonly onChange: (choice: BatchChoice) => void;
}

/** What an act on many wants to know; most of them nothing. */
export function BatchFields({ action, choice, wrong, nothing, problem, onChange }: BatchFieldsProps) {
  const { timeZone } = useSession().organization;
  switch (action) {
    case 'extend':
      return (
        <ExtendField
          value={choice.until}
          timeZone={timeZone}
          error={wrong}
          onChange={(until) => onChange({ ...choice, until })}
        />
      );
    case 'edit':
      return (
        <EditManyFields
          edits={choice.edits}
          missing={nothing}
          problem={problem}
          onChange={(edits) => onChange({ ...choice, edits })}
        />
      );
    case 'correct':
      return (
        <DomainFields
          domain={choice.domain}
          error={wrong}
          onChange={(domain) => onChange({ ...choice, domain })}
        />
      );
    default:
      return null;
  }
}
