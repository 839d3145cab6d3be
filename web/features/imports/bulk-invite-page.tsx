import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { SendingNotice } from '../invitations/sending-notice.tsx';
import classes from './bulk-invite-page.module.css';
import { ByHand } from './by-hand.tsx';
import { EarlierImports } from './earlier-imports.tsx';
import { FromFile } from './from-file.tsx';
import { columnsQuery } from './import-queries.ts';
import { ImportSteps } from './import-steps.tsx';

/** Where a bulk invite begins: a file, or rows by hand; and those that were begun before. */
export function BulkInvitePage() {
  const { t, i18n } = useTranslation(['imports', 'app']);
  const { data: about } = useQuery(columnsQuery(i18n.language));
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        parents={[{ label: t('nav.registration', { ns: 'app' }), to: '/user-registration' }]}
        actions={<ImportSteps current="add" />}
      />
      <div className={classes.limits}>
        <SendingNotice />
      </div>
      <div className={classes.ways}>
        <FromFile limits={about?.limits} />
        <ByHand />
      </div>
      <EarlierImports />
    </>
  );
}
