import { Button, Group, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../ui/copy-field.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { useWhen } from '../../ui/use-when.ts';
import classes from './handed-link.module.css';
import { LinkLetter } from './link-letter.tsx';

interface HandedLinkProps {
  readonly link: string;
  readonly name: string;
  readonly username: string;
  /** Of the letter: the person's. */
  readonly language: string;
  readonly expiresAt: string | null;
}

/** A link to hand over, the only time it is shown: to copy, to scan, to print. */
export function HandedLink({ link, name, username, language, expiresAt }: HandedLinkProps) {
  const { t } = useTranslation('invitations');
  const { dayAndTime } = useWhen();
  const until = expiresAt ? dayAndTime(expiresAt) : '';
  return (
    <div>
      <Text c="dimmed" mb="sm">
        {t('link.about', { until })}
      </Text>
      <CopyField
        label={t('link.label')}
        value={link}
        copyLabel={t('link.copy')}
        copiedLabel={t('link.copied')}
      />
      <div className={classes.take}>
        <QrCode value={link} label={t('link.qr')} size={148} />
        <div>
          <Text fw={560}>{t('link.scanTitle')}</Text>
          <Text c="dimmed" mb="sm">
            {t('link.scan')}
          </Text>
          <Group>
            <Button
              variant="default"
              leftSection={<IconPrinter size={18} stroke={1.7} aria-hidden />}
              onClick={() => window.print()}
            >
              {t('link.print')}
            </Button>
          </Group>
        </div>
      </div>
      {/* Another language's texts may have to be fetched first. */}
      <Suspense>
        <LinkLetter link={link} name={name} username={username} language={language} expiresAt={expiresAt} />
      </Suspense>
    </div>
  );
}
