import { ActionIcon, Input, InputWrapperContext } from '@mantine/core';
import { IconEye, IconEyeOff, IconLock, IconSelector } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../texts.ts';
import classes from './field.module.css';

interface Common {
  readonly label: string;
  /** Stands between label and input. */
  readonly hint?: ReactNode;
  /** Only optional fields are marked. */
  readonly optional?: boolean;
  readonly error?: string | undefined;
  /** At the end of the label's line: "Forgot your password?" */
  readonly aside?: ReactNode;
  /** Below the input: an AvailabilityLine or a PasswordMeter. */
  readonly below?: ReactNode;
  /** What stands below says that the value can't stay: the border says so too, and the input is tied to it. */
  readonly marked?: boolean;
  /** What stands below is read with the input, without a mark. */
  readonly tied?: boolean;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly autoFocus?: boolean;
  /** Of what is typed, where it is not the page's: read in its own direction, spelled by its own rules. */
  readonly language?: string;
  /** In px; the width of what it is in by default. */
  readonly maxWidth?: number;
}

interface TextField extends Common {
  readonly kind?: 'text';
  /** `decimal`: a number, typed as a text, so that no wheel changes it. */
  readonly type?: 'text' | 'email' | 'search' | 'url' | 'tel' | 'decimal' | 'date' | 'datetime-local';
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly min?: string;
  readonly max?: string;
  /** Emails, codes, links and usernames are read from left to right everywhere. */
  readonly ltr?: boolean;
  /** Shown and sent nowhere: the server knows it. */
  readonly fixed?: boolean;
}

interface PasswordField extends Common {
  readonly kind: 'password';
  readonly autoComplete: 'current-password' | 'new-password';
}

interface AreaField extends Common {
  readonly kind: 'textarea';
  readonly rows?: number;
}

interface SelectField extends Common {
  readonly kind: 'select';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** What ties an input to its label, its problem and its hint; the hint comes by Mantine's context. */
export interface InputTies {
  readonly id: string;
  readonly name: string;
  readonly error: boolean;
  readonly 'aria-required': true | undefined;
}

interface OwnField extends Common {
  readonly kind: 'own';
  /** Draws another kind of input, made of Mantine's `Input`. */
  readonly renderInput: (ties: InputTies) => ReactNode;
}

export type FieldProps = TextField | PasswordField | AreaField | SelectField | OwnField;

// Without Mantine's own label and messages around it.
const alone = { offsetBottom: false, offsetTop: false, getStyles: null, labelId: undefined };

/** One labelled input; owns label, hint, "(optional)", id, error and aria. */
export function Field(props: FieldProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const described = [
    props.hint && `${id}-hint`,
    props.error && `${id}-error`,
    (props.marked || props.tied) && `${id}-below`,
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={classes.field} style={{ maxInlineSize: props.maxWidth }}>
      <div className={classes.labelLine}>
        <label className="foyer-label" htmlFor={id}>
          {props.label}
          {props.optional && ` ${t('optional')}`}
        </label>
        {props.aside}
      </div>
      {props.hint && (
        <div className="foyer-hint" id={`${id}-hint`}>
          {props.hint}
        </div>
      )}
      {/* Mantine's input takes what describes it from here only. */}
      <InputWrapperContext value={{ ...alone, inputId: id, describedBy: described || undefined }}>
        <FieldInput {...props} id={id} />
      </InputWrapperContext>
      {props.error && (
        <p className={classes.error} id={`${id}-error`}>
          {props.error}
        </p>
      )}
      {props.below && <div id={`${id}-below`}>{props.below}</div>}
    </div>
  );
}

function FieldInput(props: FieldProps & { id: string }) {
  const ties: InputTies = {
    id: props.id,
    name: props.name,
    error: Boolean(props.error) || Boolean(props.marked),
    'aria-required': props.optional ? undefined : true,
  };
  if (props.kind === 'own') return props.renderInput(ties);
  const shared = {
    ...ties,
    value: props.value,
    onChange: (event: { currentTarget: { value: string } }) => props.onChange(event.currentTarget.value),
    onBlur: props.onBlur,
    autoFocus: props.autoFocus,
    ...(props.language !== undefined && { lang: props.language, dir: directionOf(props.language) }),
    // A dialog asks for it by this.
    'data-autofocus': props.autoFocus === true ? true : undefined,
  };
  if (props.kind === 'password') return <PasswordInput shared={shared} autoComplete={props.autoComplete} />;
  if (props.kind === 'textarea') {
    return (
      <Input
        component="textarea"
        multiline
        rows={props.rows ?? 3}
        {...shared}
        classNames={{ input: classes.area }}
      />
    );
  }
  if (props.kind === 'select') {
    return (
      <Input
        component="select"
        pointer
        {...shared}
        rightSection={<IconSelector size={16} stroke={1.7} aria-hidden />}
      >
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Input>
    );
  }
  return (
    <Input
      {...shared}
      type={props.type === 'decimal' ? 'text' : (props.type ?? 'text')}
      inputMode={props.type === 'decimal' ? 'decimal' : undefined}
      autoComplete={props.autoComplete ?? 'off'}
      placeholder={props.placeholder}
      min={props.min}
      max={props.max}
      readOnly={props.fixed}
      autoCapitalize={props.ltr ? 'none' : undefined}
      spellCheck={props.ltr ? false : undefined}
      classNames={props.ltr ? { input: classes.ltr } : {}}
      rightSection={props.fixed && <IconLock size={16} stroke={1.7} aria-hidden />}
    />
  );
}

function PasswordInput({ shared, autoComplete }: { shared: object; autoComplete: string }) {
  const { t } = useTranslation('ui');
  const [shown, setShown] = useState(false);
  const Icon = shown ? IconEyeOff : IconEye;
  return (
    <Input
      {...shared}
      type={shown ? 'text' : 'password'}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      rightSectionPointerEvents="all"
      rightSection={
        <ActionIcon
          aria-label={t(shown ? 'password.hide' : 'password.show')}
          onClick={() => setShown(!shown)}
        >
          <Icon size={20} stroke={1.7} />
        </ActionIcon>
      }
    />
  );
}
