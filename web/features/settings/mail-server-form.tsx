import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  changeMailServer,
  getMailServer,
  mailSecurities,
  type MailServerAnswer,
  removeMailServer,
} from '../../../contract/mail-server.ts';
import { call } from '../../api.ts';
import { sessionQuery } from '../../shell/session.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SettingsForm } from './settings-form.tsx';
import { mailServerQuery } from './settings-query.ts';

const { host, security } = changeMailServer.body.shape;
const schema = z.strictObject({
  host,
  port: z.string().superRefine((text, context) => {
    if (/^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 65_535) return;
    const code = 'number.out_of_range';
    context.addIssue({ code: 'custom', message: code, params: { minimum: 1, maximum: 65_535, code } });
  }),
  security,
  user: z.string().max(254).optional(),
  serverPassword: z.string().max(254).optional(),
});

/** The port that a way of encrypting usually has. */
const usualPort = { tls: '465', starttls: '587', none: '25' } as const;

/** Saving connects and signs in first; what the server answers stands at the field that can mend it. */
export function MailServerForm({ server }: { server: MailServerAnswer['server'] }) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const revision = useRef(server?.revision ?? null);
  const [removing, setRemoving] = useState(false);
  const [formKey, setFormKey] = useState(0);
  const taken = async (answer: MailServerAnswer) => {
    revision.current = answer.server?.revision ?? null;
    queries.setQueryData(mailServerQuery.queryKey, answer);
    await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const beginAnew = () => setFormKey((key) => key + 1);
  return (
    <>
      <SettingsForm
        key={formKey}
        label={t('mailServer.title')}
        schema={schema}
        saveLabel={t('mailServer.save')}
        secret="serverPassword"
        start={{
          host: server?.host ?? '',
          port: String(server?.port ?? usualPort.starttls),
          security: server?.security ?? 'starttls',
          user: server?.user ?? '',
          serverPassword: '',
        }}
        save={async ({ port, user, ...rest }) => {
          const body = { revision: revision.current, port: Number(port), user: user ?? null, ...rest };
          await taken(await call(changeMailServer, { body }));
        }}
        onTheirs={() => void call(getMailServer).then(taken).then(beginAnew)}
        onMine={async () => {
          revision.current = (await call(getMailServer)).server?.revision ?? null;
        }}
        actions={
          server && (
            <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
              {t('mailServer.remove')}
            </Button>
          )
        }
      >
        {(form) => (
          <>
            <Field {...form.field('host')} label={t('mailServer.host')} ltr />
            <Field
              {...form.field('security')}
              onChange={(next) => {
                const isUsual = Object.values<string>(usualPort).includes(form.values.port);
                form.set('security', next);
                if (isUsual) form.set('port', usualPort[next as keyof typeof usualPort]);
              }}
              kind="select"
              label={t('mailServer.security')}
              choices={mailSecurities.map((value) => ({ value, label: t(`mailServer.securities.${value}`) }))}
            />
            <Field
              {...form.field('port')}
              label={t('mailServer.port')}
              hint={t('mailServer.portHint')}
              maxWidth={200}
              ltr
            />
            <Field {...form.field('user')} label={t('mailServer.user')} optional ltr />
            <Field
              {...form.field('serverPassword')}
              kind="password"
              autoComplete="new-password"
              label={t('mailServer.password')}
              hint={t(server?.signInKept ? 'mailServer.passwordKept' : 'mailServer.passwordHint')}
              optional
            />
          </>
        )}
      </SettingsForm>
      <DangerDialog
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('mailServer.removeTitle', { host: server?.host })}
        action={t('mailServer.remove')}
        keep={t('mailServer.keep')}
        onConfirm={async () => {
          await call(removeMailServer);
          await taken({ fixedBy: null, server: null });
          beginAnew();
        }}
      >
        <Text>{t('mailServer.removeText')}</Text>
      </DangerDialog>
    </>
  );
}
