import { Anchor, Button, Progress, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { getHome } from '../../../contract/organizations.ts';
import classes from './checklist.module.css';
import { useHidden } from './use-hidden.ts';

type Steps = NonNullable<ResponseOf<typeof getHome>['checklist']>;
type StepName = Steps[number]['step'];

/** The founder's first steps. It can be hidden on this device, and shown again. */
export function Checklist({ steps }: { steps: Steps }) {
  const { t } = useTranslation('home');
  const [hidden, setHidden] = useHidden('foyer-first-steps');
  // The button that was pressed goes; the focus follows to the one that takes its place.
  const [moved, setMoved] = useState(false);
  const hide = (next: boolean) => {
    setMoved(true);
    setHidden(next);
  };
  const done = steps.filter((step) => step.done).length;
  const first = steps.find((one) => !one.done)?.step;
  if (hidden) {
    return (
      <div>
        <Anchor component="button" type="button" autoFocus={moved} onClick={() => hide(false)}>
          {t('steps.show')}
        </Anchor>
      </div>
    );
  }
  return (
    <section className={classes.card} aria-labelledby="first-steps">
      <div className={classes.head}>
        <Title order={2} size="17px" id="first-steps">
          {t('steps.title')}
        </Title>
        <span className={classes.count}>{t('steps.count', { done, all: steps.length })}</span>
      </div>
      <Progress
        value={(100 * done) / steps.length}
        size={5}
        aria-label={t('steps.count', { done, all: steps.length })}
      />
      <ul className={classes.steps}>
        {steps.map(({ step, done: isDone }) => (
          <Step key={step} step={step} done={isDone} first={first} />
        ))}
      </ul>
      <div className={classes.foot}>
        <Anchor component="button" type="button" c="dimmed" autoFocus={moved} onClick={() => hide(true)}>
          {t('steps.hide')}
        </Anchor>
      </div>
    </section>
  );
}

/** Where a step is taken, for those that have a page already. */
const waysOn: Readonly<
  Partial<
    Record<
      StepName,
      '/my-data/identity' | '/settings/mail-server' | '/user-registration/new-internal-user' | '/permissions'
    >
  >
> = {
  complete_identity: '/my-data/identity',
  set_up_mail: '/settings/mail-server',
  invite_people: '/user-registration/new-internal-user',
  choose_reviewer: '/permissions',
};

interface StepProps {
  readonly step: StepName;
  readonly done: boolean;
  /** The first step that is open: its button is the filled one. */
  readonly first: StepName | undefined;
}

function Step({ step, done, first }: StepProps): ReactNode {
  const { t } = useTranslation('home');
  const way = waysOn[step];
  if (done) {
    return (
      <li className={classes.step}>
        <IconCircleCheckFilled size={20} color="var(--foyer-ok)" role="img" aria-label={t('steps.done')} />
        <span className={classes.done}>{t(`steps.${step}.title`)}</span>
      </li>
    );
  }
  return (
    <li className={classes.step}>
      <IconCircle size={20} stroke={1.7} role="img" aria-label={t('steps.open')} />
      <span className={classes.words}>
        <span className={classes.title}>{t(`steps.${step}.title`)}</span>
        <span className={classes.text}>{t(`steps.${step}.text`)}</span>
      </span>
      {way && (
        <Button
          component={Link}
          to={way}
          size="xs"
          variant={step === first ? 'filled' : 'default'}
          aria-label={t(`steps.${step as 'invite_people'}.actionName`)}
        >
          {t(`steps.${step as 'invite_people'}.action`)}
        </Button>
      )}
    </li>
  );
}
