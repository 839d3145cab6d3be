import { ActionIcon, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { useSession } from '../../shell/session.ts';
import { Field } from '../../ui/field.tsx';
import classes from './grants-field.module.css';
import { usePermissionTitle } from './use-permission-title.ts';

type Grant = InvitationDetail['grants'][number];

interface GrantsFieldProps {
  readonly grants: readonly Grant[];
  readonly error: string | undefined;
  /** Another word on what becomes of them. */
  readonly hint?: string;
  /** Absent for those who may not grant: they only see. */
  readonly onChange?: (grants: Grant[]) => void;
}

const nameOf = ({ application, permission }: Grant) => `${application}:${permission}`;

/** What the person will be allowed once their identity is validated, from when until when. */
export function GrantsField({ grants, error, hint, onChange }: GrantsFieldProps) {
  const { t } = useTranslation('invitations');
  const { permissions } = useSession();
  const titleOf = usePermissionTitle();
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
      {grants.map((grant) => {
        const title = titleOf(nameOf(grant));
        return (
          <div key={nameOf(grant)} className={classes.grant} role="group" aria-label={title}>
            <Text fw={560} className={classes.title}>
              {title}
            </Text>
            <Day
              label={t('grants.from')}
              value={grant.from}
              {...(onChange ? { onChange: (from) => change(withDay(grant, 'from', from)) } : {})}
            />
            <Day
              label={t('grants.until')}
              value={grant.until}
              {...(onChange ? { onChange: (until) => change(withDay(grant, 'until', until)) } : {})}
            />
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
        <Field
          kind="select"
          name="grants"
          label={t('grants.add')}
          value=""
          error={error}
          optional
          choices={[
            { value: '', label: t('grants.choose') },
            ...free.map((name) => ({ value: name, label: titleOf(name) })),
          ]}
          onChange={(name) => {
            const [application, permission] = name.split(':');
            if (permission) onChange([...grants, { application, permission } as Grant]);
          }}
        />
      )}
    </fieldset>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange?: (day: string) => void;
}

function Day({ label, value, onChange }: DayProps) {
  return (
    <Field
      name={label}
      type="date"
      label={label}
      value={value ?? ''}
      error={undefined}
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
