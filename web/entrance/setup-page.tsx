import { Button, Group, Stack, Text } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../contract/client.ts';
import { foundOrganization, inspectSetup } from '../../contract/organizations.ts';
import { deriveSlug } from '../../contract/slug.ts';
import { deriveUsername } from '../../contract/username.ts';
import { call } from '../api.ts';
import { chosenPasswordSchema } from '../ui/chosen-password-schema.ts';
import { Field } from '../ui/field.tsx';
import { NewPasswordField } from '../ui/new-password-field.tsx';
import { timeZoneChoices } from '../ui/time-zones.ts';
import { RequestForm } from '../ui/request-form.tsx';
import { useRequestForm } from '../ui/use-request-form.ts';
import { enter } from './enter.ts';
import { EntranceLayout } from './entrance-layout.tsx';
import { RefusedPage } from './refused-page.tsx';
import { SetupDoor } from './setup-door.tsx';
import { useAnswer } from './use-answer.ts';
import { WaitingPage } from './waiting-page.tsx';

/** Founding the organization, by the link that the server printed. */
export function SetupPage({ token }: { token: string }) {
  const { t } = useTranslation('entrance');
  const link = useAnswer(() => (token ? call(inspectSetup, { body: { token } }) : Promise.resolve(null)));
  const door = t('setup.door.title');
  if (link.state === 'waiting') return <WaitingPage doorTitle={door} />;
  if (link.state === 'failed') {
    const code = link.problem instanceof ApiProblem ? link.problem.problem.code : '';
    if (code !== 'link_unknown')
      return <RefusedPage problem={link.problem} doorTitle={door} signIn={code === 'setup_done'} />;
  }
  if (link.state === 'failed' || link.value === null) {
    // Not by the words for any link: this one came in no message.
    const title = t(token ? 'setup.wrongToken' : 'setup.noToken');
    return <EntranceLayout title={title} intro={t('setup.whereItIs')} doorTitle={door} />;
  }
  return <SetupForm token={token} withoutMail={link.value.mail === 'outbox'} />;
}

const { organization, founder } = foundOrganization.body.shape;
const schema = foundOrganization.body.extend({
  founder: founder.extend({ password: chosenPasswordSchema }),
});

/** Of whoever founds: their people mostly live by the same clock. */
const ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function SetupForm({ token, withoutMail }: { token: string; withoutMail: boolean }) {
  const { t } = useTranslation('entrance');
  const form = useRequestForm({
    schema,
    start: {
      token,
      organization: { name: '', slug: '', timeZone: ownTimeZone },
      founder: { email: '', username: '', password: '' },
    },
    send: async (body) => {
      await enter(await call(foundOrganization, { body }));
    },
  });
  const { name } = form.values.organization;
  const { email, username = '' } = form.values.founder;
  const [zones] = useState(() => timeZoneChoices(ownTimeZone));
  const [ownSlug, setOwnSlug] = useState(false);
  const [ownUsername, setOwnUsername] = useState(false);

  return (
    <EntranceLayout
      step={t('setup.step')}
      title={t('setup.title')}
      intro={t('setup.intro')}
      doorTitle={t('setup.door.title')}
      doorText={<SetupDoor />}
    >
      <RequestForm form={form}>
        <Stack gap={18}>
          <Field
            {...form.field('organization.name')}
            label={t('setup.name')}
            autoComplete="organization"
            onChange={(value) => {
              form.set('organization.name', value);
              if (!ownSlug)
                form.set(
                  'organization.slug',
                  organization.shape.name.safeParse(value).success ? deriveSlug(value) : '',
                );
            }}
          />
          <Field
            {...form.field('organization.slug')}
            label={t('setup.slug')}
            hint={t('setup.slugHint')}
            ltr
            onChange={(value) => {
              setOwnSlug(value !== '');
              form.set('organization.slug', value);
            }}
          />
          <Field
            {...form.field('organization.timeZone')}
            kind="select"
            label={t('setup.timeZone')}
            hint={t('setup.timeZoneHint')}
            choices={zones}
          />
          <Field
            {...form.field('founder.email')}
            label={t('setup.email')}
            type="email"
            autoComplete="email"
            ltr
            onChange={(value) => {
              form.set('founder.email', value);
              if (!ownUsername)
                form.set('founder.username', value.includes('@') ? deriveUsername(value) : '');
            }}
          />
          <Field
            {...form.field('founder.username')}
            label={t('setup.username')}
            hint={t('setup.usernameHint')}
            autoComplete="username"
            ltr
            onChange={(value) => {
              setOwnUsername(value !== '');
              form.set('founder.username', value);
            }}
          />
          <NewPasswordField
            {...form.field('founder.password')}
            label={t('password')}
            about={[email, username, name]}
          />
        </Stack>
        <Button type="submit" size="md" mt="lg" loading={form.sending}>
          {t('setup.submit')}
        </Button>
        {withoutMail && (
          <Group gap="xs" mt="md" wrap="nowrap" align="flex-start">
            <IconMailOff
              size={18}
              stroke={1.7}
              color="var(--foyer-warn)"
              aria-hidden
              style={{ flex: 'none' }}
            />
            <Text c="dimmed">{t('setup.noMail')}</Text>
          </Group>
        )}
      </RequestForm>
    </EntranceLayout>
  );
}
