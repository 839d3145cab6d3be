import { ActionIcon, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import { allPermissions } from '../../../contract/permissions.ts';
import { ChoiceToAdd } from '../../ui/choice-to-add.tsx';
import classes from './grants-field.module.css';
import { usePermissionTitle } from './use-permission-title.ts';

interface WithdrawFieldProps {
  /** `application:permission` of each. */
  readonly withdraw: readonly string[];
  /** What the same edit adds: nobody is given and taken the same. */
  readonly added: InvitationDetail['grants'];
  readonly error: string | undefined;
  readonly onChange: (withdraw: string[]) => void;
}

/** What each of many people shall not be allowed any more, where they are. */
export function WithdrawField({ withdraw, added, error, onChange }: WithdrawFieldProps) {
  const { t } = useTranslation('invitations');
  const titleOf = usePermissionTitle();
  const said = [...withdraw, ...added.map(({ application, permission }) => `${application}:${permission}`)];
  const free = allPermissions.filter((name) => !said.includes(name));
  return (
    <fieldset className={classes.group}>
      <legend className="foyer-label">{t('withdraw.title')}</legend>
      <div className="foyer-hint">{t('withdraw.hint')}</div>
      {withdraw.map((name) => (
        <div key={name} className={classes.grant} role="group" aria-label={titleOf(name)}>
          <Text fw={560} className={classes.title}>
            {titleOf(name)}
          </Text>
          <ActionIcon
            className={classes.remove}
            aria-label={t('withdraw.keep', { title: titleOf(name) })}
            onClick={() => onChange(withdraw.filter((one) => one !== name))}
          >
            <IconX size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      ))}
      <ChoiceToAdd
        name="withdraw"
        label={t('withdraw.choose')}
        error={error}
        choices={free.map((name) => ({ value: name, label: titleOf(name) }))}
        onAdd={(name) => onChange([...withdraw, name])}
      />
    </fieldset>
  );
}
