import { Group, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import { Field, type FieldProps } from '../../ui/field.tsx';
import { Locked } from '../../ui/locked.tsx';
import { timeZoneChoices } from '../../ui/time-zones.ts';
import { wallClockAt } from '../../ui/wall-clock.ts';
import { useSendingStopped } from '../invitations/use-sending-stopped.ts';
import classes from './delivery-fields.module.css';
import { LeavesWhen } from './leaves-when.tsx';
import { type DeliveryWay, deliveryWays } from './new-user-schema.ts';

interface DeliveryFieldsProps {
  readonly way: DeliveryWay;
  readonly onWay: (way: DeliveryWay) => void;
  readonly error: string | undefined;
  readonly sendAt: Pick<FieldProps, 'name' | 'value' | 'error' | 'onChange'>;
  /** Where the person is. */
  readonly timeZone: Pick<FieldProps, 'name' | 'value' | 'error' | 'onChange'>;
  /** Whom a mail comes from and how long its link lives; undefined while it is not known. */
  readonly preview: { readonly sender: string; readonly validDays: number } | undefined;
  readonly mayHandOver: boolean;
  /** No SMTP server: mails are kept in the outbox. */
  readonly mailless: boolean;
}

/** How the invitation reaches the person: by email now or later, by hand, or not yet. */
export function DeliveryFields(props: DeliveryFieldsProps) {
  const { way, onWay, error, sendAt, timeZone, preview, mayHandOver, mailless } = props;
  const { t } = useTranslation('registration');
  const { organization } = useSession();
  const isStopped = useSendingStopped();
  const [now] = useState(() => Date.now());
  const [zones] = useState(() => timeZoneChoices(organization.timeZone));
  const lives = preview ? ` ${t('way.lives', { count: preview.validDays })}` : '';
  const from = preview ? ` ${t('way.from', { sender: preview.sender })}` : '';
  const hint = {
    email:
      t(isStopped ? 'way.email.hintStopped' : mailless ? 'way.email.hintOutbox' : 'way.email.hint') +
      from +
      lives,
    later: t('way.later.hint'),
    link: mayHandOver ? t('way.link.hint') + lives : <Locked reason={t('way.link.locked')} />,
    none: t('way.none.hint'),
  };
  return (
    // No Radio.Group: the field of the time would take the group's id for its own.
    <fieldset className={classes.group} aria-describedby={error ? 'delivery-error' : undefined}>
      <legend className="foyer-label">{t('form.delivery')}</legend>
      <div className={classes.ways}>
        {deliveryWays.map((value) => (
          <div key={value}>
            <Radio
              name="delivery.channel"
              value={value}
              checked={way === value}
              onChange={() => onWay(value)}
              label={t(`way.${value}.label`)}
              description={hint[value]}
              disabled={value === 'link' && !mayHandOver}
            />
            {value === 'later' && way === 'later' && (
              <div className={classes.sendAt}>
                <Group align="flex-start">
                  <Field
                    {...sendAt}
                    type="datetime-local"
                    label={t('form.sendAt')}
                    maxWidth={240}
                    min={wallClockAt(now, timeZone.value)}
                  />
                  <Field
                    {...timeZone}
                    kind="select"
                    label={t('form.timeZone')}
                    maxWidth={280}
                    choices={zones}
                  />
                </Group>
                <LeavesWhen local={sendAt.value} zone={timeZone.value} home={organization.timeZone} />
              </div>
            )}
          </div>
        ))}
      </div>
      {error && (
        <p className={classes.error} id="delivery-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
