import { Anchor, Button, Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../contract/client.ts';
import { signIn } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { organizationBase, organizationSlug } from '../organization-base.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { RequestForm } from '../ui/request-form.tsx';
import { useRequestForm } from '../ui/use-request-form.ts';
import { enter } from './enter.ts';
import { EntranceLayout } from './entrance-layout.tsx';
import { useEntrance } from './use-entrance.ts';

/** By email or username; goes back to the page that sent the person here. */
export function SignInPage() {
  const { t } = useTranslation('entrance');
  const { entrance, noOrganization } = useEntrance();
  const next = new URLSearchParams(location.search).get('next');
  const [several, setSeveral] = useState(false);
  const base = organizationBase(location.pathname);
  const form = useRequestForm({
    schema: signIn.body,
    start: {
      organization: organizationSlug(location.pathname) ?? '',
      login: '',
      password: '',
      staySignedIn: false,
    },
    send: async (body) => {
      const session = await call(signIn, { body }).catch((problem: unknown) => {
        if (problem instanceof ApiProblem && problem.problem.code === 'organization_needed') setSeveral(true);
        throw problem;
      });
      await enter(session, next);
    },
  });

  const place = entrance?.organization?.name;
  const stayDays = entrance?.organization?.staySignedInDays;
  if (noOrganization) {
    return (
      <EntranceLayout
        title={t('noOrganization.title')}
        intro={t('noOrganization.text')}
        doorTitle={t('signIn.door')}
      />
    );
  }
  if (entrance && !entrance.founded) {
    return (
      <EntranceLayout
        title={t('notFounded.title')}
        intro={t('notFounded.text')}
        doorTitle={t('setup.door.title')}
      />
    );
  }
  return (
    <EntranceLayout place={place} title={t('signIn.title')} doorTitle={t('signIn.door')}>
      <RequestForm form={form}>
        <Stack gap={20}>
          {next !== null && form.refusals === 0 && (
            <Notice tone="info" title={t('signIn.againTitle')}>
              {t('signIn.again')}
            </Notice>
          )}
          {(several || (entrance && !entrance.organization)) && (
            <Field
              {...form.field('organization')}
              label={t('organization')}
              hint={t('organizationHint')}
              autoComplete="organization"
              ltr
            />
          )}
          <Field {...form.field('login')} label={t('login')} autoComplete="username" ltr autoFocus />
          <Field
            {...form.field('password')}
            kind="password"
            label={t('password')}
            autoComplete="current-password"
            aside={<Anchor href={`${base}/reset-password`}>{t('signIn.forgot')}</Anchor>}
          />
          {stayDays !== 0 && (
            <Checkbox
              label={stayDays === undefined ? t('signIn.stayHere') : t('signIn.stay', { count: stayDays })}
              checked={form.values.staySignedIn ?? false}
              onChange={(event) => form.set('staySignedIn', event.currentTarget.checked)}
            />
          )}
        </Stack>
        <Button type="submit" size="md" mt="lg" fullWidth loading={form.sending}>
          {t('signIn.submit')}
        </Button>
        <Text c="dimmed" mt="lg">
          {t('signIn.invited')}
        </Text>
      </RequestForm>
    </EntranceLayout>
  );
}
