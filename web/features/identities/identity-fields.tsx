import { SimpleGrid } from '@mantine/core';
import type { FormField } from '../../../contract/identity-form.ts';
import { IdentityField } from './identity-field.tsx';
import type { IdentityDrafts } from './use-identity-drafts.ts';

interface IdentityFieldsProps {
  readonly fields: readonly FormField[];
  readonly state: Pick<IdentityDrafts, 'drafts' | 'errors' | 'change'>;
  /** What a reviewer gave back, and why. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Fields that hold something which is not shown here. */
  readonly hidden?: readonly string[];
}

/** Fields side by side where there is room, each with what was refused of it. */
export function IdentityFields({ fields, state, reasons = {}, hidden = [] }: IdentityFieldsProps) {
  const { drafts, errors, change } = state;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="lg">
      {fields.map((field) => (
        <div key={field.key} style={isWide(field.type) ? { gridColumn: '1 / -1' } : undefined}>
          <IdentityField
            field={field}
            draft={drafts[field.key]}
            error={
              errors[field.key] ??
              errors[Object.keys(errors).find((path) => path.startsWith(`${field.key}.`)) ?? '']
            }
            reason={reasons[field.key]}
            isHidden={hidden.includes(field.key)}
            onChange={(draft) => change(field.key, draft)}
          />
        </div>
      ))}
    </SimpleGrid>
  );
}

const isWide = (type: string) => type === 'address' || type === 'long_text' || type === 'choices';
