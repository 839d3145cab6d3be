import { useTranslation } from 'react-i18next';

/** The two records, in words, on the door of the first page. */
export function SetupDoor() {
  const { t } = useTranslation('entrance');
  return (
    <dl style={{ margin: 0, lineHeight: 1.5 }}>
      <dt style={{ fontWeight: 600 }}>{t('setup.door.account')}</dt>
      <dd style={{ margin: '0 0 12px' }}>{t('setup.door.accountText')}</dd>
      <dt style={{ fontWeight: 600 }}>{t('setup.door.identity')}</dt>
      <dd style={{ margin: 0 }}>{t('setup.door.identityText')}</dd>
    </dl>
  );
}
