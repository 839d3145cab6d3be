import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../../../contract/identity-form.ts';
import classes from './field-group.module.css';
import { FieldNotes } from './field-notes.tsx';
import { textIn } from './text-in.ts';

interface FieldGroupProps {
  readonly field: FormField;
  readonly error: string | undefined;
  readonly reason: string | undefined;
  readonly children: ReactNode;
}

/** A field of several inputs: its label, hint and error are those of all of them. */
export function FieldGroup({ field, error, reason, children }: FieldGroupProps) {
  const { i18n } = useTranslation('identities');
  const { t: ui } = useTranslation('ui');
  const id = useId();
  const { label, hint, purpose, required } = field;
  const described = [hint && `${id}-hint`, error && `${id}-error`, reason && `${id}-notes`]
    .filter(Boolean)
    .join(' ');
  return (
    <fieldset className={classes.group} aria-describedby={described || undefined}>
      <legend className="foyer-label">
        {textIn(label, i18n.language)}
        {!required && ` ${ui('optional')}`}
      </legend>
      {hint && (
        <div className="foyer-hint" id={`${id}-hint`}>
          {textIn(hint, i18n.language)}
        </div>
      )}
      {children}
      {error && (
        <p className={classes.error} id={`${id}-error`}>
          {error}
        </p>
      )}
      <div id={`${id}-notes`}>
        <FieldNotes purpose={purpose} reason={reason} />
      </div>
    </fieldset>
  );
}
