import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import { Field } from '../../ui/field.tsx';
import { Locked } from '../../ui/locked.tsx';
import { wallClockAt } from '../../ui/wall-clock.ts';
import classes from './delivery-fields.module.css';
import { type DeliveryWay, deliveryWays } from './new-user-schema.ts';

interface DeliveryFieldsProps {
  readonly way: DeliveryWay;
  readonly onWay: (way: DeliveryWay) => void;
  readonly error: string | undefined;
  readonly sendAt: {
    readonly name: string;
    readonly value: string;
    readonly error: string | undefined;
    readonly onChange: (value: string) => void;
  };
  readonly mayHandOver: boolean;
  /** No SMTP server: mails are kept in the outbox. */
  readonly mailless: boolean;
}

/** How the invitation reaches the person: by email now or later, by hand, or not yet. */
export function DeliveryFields(props: DeliveryFieldsProps) {
  const { way, onWay, error, sendAt, mayHandOver, mailless } = props;
  const { t } = useTranslation('registration');
  const { organization } = useSession();
  const [earliest] = useState(() => wallClockAt(Date.now(), organization.timeZone));
  const hint = {
    email: t(mailless ? 'way.email.hintOutbox' : 'way.email.hint'),
    later: t('way.later.hint'),
    link: mayHandOver ? t('way.link.hint') : <Locked reason={t('way.link.locked')} />,
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
                <Field
                  {...sendAt}
                  type="datetime-local"
                  label={t('form.sendAt')}
                  hint={t('form.sendAtHint', { timeZone: organization.timeZone.replaceAll('_', ' ') })}
                  maxWidth={280}
                  min={earliest}
                />
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
