import { Button, Checkbox, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { FormField } from '../../../contract/identity-form.ts';
import { type ApplicationSlug, applicationSlugs, ownApplications } from '../../../contract/permissions.ts';
import { checkRegistration } from '../../../contract/registration.ts';
import { call } from '../../api.ts';
import { may, useSession } from '../../shell/session.ts';
import { ApplicationIcon } from '../../ui/application-icon.tsx';
import { focusFirst } from '../../ui/focus-first.ts';
import { Locked } from '../../ui/locked.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import { FlowButtons } from '../identities/flow-buttons.tsx';
import { GrantDates } from '../permissions/grant-dates.tsx';
import { useOwnEnd } from '../permissions/use-own-end.ts';
import classes from './applications-step.module.css';
import { type GrantDraft, requestOf } from './flow-values.ts';
import type { Flow } from './use-flow.ts';

interface ApplicationsStepProps {
  readonly flow: Flow;
  readonly fields: readonly FormField[];
}

/** What the person may do, each from a day until a day: of what the operator holds, nothing else. */
export function ApplicationsStep({ flow, fields }: ApplicationsStepProps) {
  const { t } = useTranslation('complete-registration');
  const session = useSession();
  const words = useApplicationWords();
  const { values, errorsOf, refusals, problem, sending, send, advance, go } = flow;
  const errors = errorsOf('applications');
  const mayGrant = may(session, 'permissions:can_grant');
  const form = useRef<HTMLFormElement>(null);
  const paths = useRef<readonly string[]>([]);
  useEffect(() => {
    paths.current = Object.keys(errors);
  });
  useEffect(() => {
    if (refusals > 0 && form.current) focusFirst(form.current, paths.current);
  }, [refusals]);
  const goOn = async () => {
    const body = requestOf(values, fields, { upTo: 'applications', validate: undefined });
    if (await send(() => call(checkRegistration, { body }))) advance('applications');
  };
  const holds = (slug: ApplicationSlug) =>
    ownApplications[slug].filter((name) => session.permissions.some((one) => one === `${slug}:${name}`));
  const offered = mayGrant ? applicationSlugs.filter((slug) => holds(slug).length > 0) : [];
  return (
    <form
      ref={form}
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      {mayGrant ? (
        <Text c="dimmed" mb="lg">
          {t('applications.intro')}
        </Text>
      ) : (
        <Locked
          reason={
            <Trans
              t={t}
              i18nKey="applications.needs"
              values={{ permission: 'permissions:can_grant' }}
              components={{ code: <code dir="ltr" /> }}
            />
          }
        />
      )}
      {offered.map((slug) => (
        <section key={slug} aria-labelledby={`application-${slug}`} className={classes.application}>
          <Title order={3} id={`application-${slug}`} className={classes.title ?? ''}>
            <ApplicationIcon slug={slug} size={20} />
            {words.application(slug).title}
          </Title>
          {holds(slug).map((name) => (
            <PermissionField key={name} flow={flow} application={slug} permission={name} />
          ))}
        </section>
      ))}
      <FlowButtons>
        <Button variant="default" onClick={() => go('personal')}>
          {t('back')}
        </Button>
        <Button type="submit" loading={sending}>
          {t(values.grants.length === 0 ? 'continue.without' : 'continue.review')}
        </Button>
      </FlowButtons>
    </form>
  );
}

interface PermissionFieldProps extends Pick<GrantDraft, 'application' | 'permission'> {
  readonly flow: Flow;
}

/** One permission: given or not, and then from when until when. */
function PermissionField({ flow, application, permission }: PermissionFieldProps) {
  const { values, errors, change, setErrors } = flow;
  const { title, description } = useApplicationWords().permission(application, permission);
  const place = values.grants.findIndex(
    (grant) => grant.application === application && grant.permission === permission,
  );
  const grant = values.grants[place];
  const path = `grants.${place}`;
  const ownEnd = useOwnEnd()(application, permission);
  const toggle = (given: boolean) => {
    const others = values.grants.filter((one) => one !== grant);
    const added = { application, permission, from: '', until: ownEnd?.last ?? '' };
    change({ grants: given ? [...others, added] : others });
    // Their places in the request have moved.
    setErrors((old) => Object.fromEntries(Object.entries(old).filter(([key]) => !key.startsWith('grants'))));
  };
  const day = (which: 'from' | 'until') => ({
    name: `${path}.${which}`,
    value: grant?.[which] ?? '',
    error: errors[`${path}.${which}`],
    onChange: (value: string) => {
      change({
        grants: values.grants.map((one) => (one === grant ? { ...one, [which]: value } : one)),
      });
      setErrors(({ [`${path}.${which}`]: _, ...others }) => others);
    },
  });
  return (
    <div className={classes.permission}>
      <Checkbox
        name={`${path}.permission`}
        label={title}
        description={description}
        checked={grant !== undefined}
        error={grant && errors[`${path}.permission`]}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {grant && (
        <div className={classes.dates}>
          <GrantDates from={day('from')} until={day('until')} ownEnd={ownEnd} />
        </div>
      )}
    </div>
  );
}
