import { ActionIcon, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { useSession } from '../../shell/session.ts';
import { ChoiceToAdd } from '../../ui/choice-to-add.tsx';
import { Field } from '../../ui/field.tsx';
import { type OwnEnd, useOwnEnd } from '../permissions/use-own-end.ts';
import classes from './grants-field.module.css';
import { usePermissionTitle } from './use-permission-title.ts';

type Grant = InvitationDetail['grants'][number];

interface GrantsFieldProps {
  readonly grants: readonly Grant[];
  /** What the person had before: what reaches further than one's own was given by somebody else, and may stay so. */
  readonly held?: readonly Grant[];
  readonly error: string | undefined;
  /** What speaks against single days, as `grants.0.until`. */
  readonly errors: Readonly<Record<string, string>>;
  /** Another word on what becomes of them. */
  readonly hint?: string;
  /** Absent for those who may not grant: they only see. */
  readonly onChange?: (grants: Grant[]) => void;
}

const nameOf = ({ application, permission }: Grant) => `${application}:${permission}`;

/** What the person will be allowed once their identity is validated, from when until when. */
export function GrantsField({ grants, held = [], error, errors, hint, onChange }: GrantsFieldProps) {
  const { t } = useTranslation('invitations');
  const { permissions } = useSession();
  const titleOf = usePermissionTitle();
  const ownEndOf = useOwnEnd();
  const endOf = (grant: Grant) => {
    const own = ownEndOf(grant.application, grant.permission);
    const before = held.find((one) => nameOf(one) === nameOf(grant));
    return own && before && (!before.until || before.until > own.last) ? undefined : own;
  };
  const given = new Set(grants.map(nameOf));
  // Nobody grants what they don't hold (P20).
  const free = permissions.filter((name) => !given.has(name));
  const change = (changed: Grant) =>
    onChange?.(grants.map((grant) => (nameOf(grant) === nameOf(changed) ? changed : grant)));
  if (!onChange && grants.length === 0) return null;
  return (
    <fieldset className={classes.group} aria-describedby={error ? 'grants-error' : undefined}>
      <legend className="foyer-label">{t('grants.title')}</legend>
      <div className="foyer-hint">{hint ?? t('grants.hint')}</div>
      {grants.map((grant, index) => {
        const title = titleOf(nameOf(grant));
        const day = (which: 'from' | 'until') => ({
          name: `grants.${index}.${which}`,
          label: t(`grants.${which}`),
          value: grant[which],
          error: errors[`grants.${index}.${which}`],
          ...(onChange && { onChange: (chosen: string) => change(withDay(grant, which, chosen)) }),
        });
        return (
          <div key={nameOf(grant)} className={classes.grant} role="group" aria-label={title}>
            <Text fw={560} className={classes.title}>
              {title}
            </Text>
            <Day {...day('from')} />
            <Day {...day('until')} ownEnd={onChange && endOf(grant)} />
            {onChange && (
              <ActionIcon
                className={classes.remove}
                aria-label={t('grants.remove', { title })}
                onClick={() => onChange(grants.filter((one) => one !== grant))}
              >
                <IconX size={16} stroke={1.7} />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {onChange && free.length > 0 && (
        <ChoiceToAdd
          name="grants"
          label={t('grants.add')}
          error={error}
          choices={free.map((name) => ({ value: name, label: titleOf(name) }))}
          onAdd={(name) => {
            const [application = '', permission] = name.split(':');
            const until = ownEndOf(application, permission ?? '')?.last;
            onChange([...grants, { application, permission, ...(until && { until }) } as Grant]);
          }}
        />
      )}
    </fieldset>
  );
}

interface DayProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly ownEnd?: OwnEnd | undefined;
  readonly onChange?: (day: string) => void;
}

function Day({ name, label, value, error, ownEnd, onChange }: DayProps) {
  return (
    <Field
      name={name}
      type="date"
      label={label}
      hint={ownEnd?.hint}
      {...(ownEnd && { max: ownEnd.last })}
      value={value ?? ''}
      error={error}
      onChange={onChange ?? (() => undefined)}
      fixed={!onChange}
      optional
    />
  );
}

/** An emptied day is none. */
function withDay(grant: Grant, end: 'from' | 'until', day: string): Grant {
  const { [end]: _, ...others } = grant;
  return day ? { ...others, [end]: day } : others;
}
