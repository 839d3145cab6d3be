import { Modal, Switch, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { navigation } from '../shell/navigation.ts';
import { may, useSession } from '../shell/session.ts';
import classes from './key-list.module.css';
import { Keys } from './keys.tsx';
import { letterKeys } from './letter-keys.ts';
import { openedLayer } from './opened-layer.ts';

/** Every key there is for this person, and the switch for those that are single letters. */
export function KeyList() {
  const { t } = useTranslation(['commands', 'app', 'ui']);
  const session = useSession();
  const on = letterKeys.use();
  const pages = navigation
    .flatMap((group) => group.items)
    .filter((item) => may(session, item.permission) && item.letter);
  const registers = may(session, 'user-registration:access');
  const invitesMany = may(session, 'user-registration:can_bulk_invite');
  const registersWhole = registers && may(session, 'user-management:can_register_identity');
  return (
    <Modal
      opened
      onClose={() => openedLayer.write(null)}
      title={t('keys.title')}
      size={620}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <div className={classes.columns}>
        <KeyGroup
          title={t('keys.everywhere')}
          keys={[
            { keys: ['ctrl', 'k'], text: t('keys.search') },
            { keys: ['/'], text: t('keys.pageSearch') },
            { keys: ['?'], text: t('keys.title') },
            { keys: ['esc'], text: t('keys.close') },
          ]}
        />
        <KeyGroup
          title={t('keys.goTo')}
          keys={pages.map(({ key, letter = '' }) => ({ keys: ['g', letter], text: t(`app:nav.${key}`) }))}
        />
        {registers && (
          <KeyGroup
            title={t('app:nav.registration')}
            keys={[
              ...(registersWhole ? [{ keys: ['c'], text: t('commands:act.completeRegistration') }] : []),
              { keys: ['n'], text: t('commands:act.newUser') },
              ...(invitesMany ? [{ keys: ['b'], text: t('commands:act.bulkInvite') }] : []),
            ]}
          />
        )}
        {invitesMany && (
          <KeyGroup
            title={t('keys.grid')}
            keys={[
              { keys: ['enter'], text: t('keys.gridEdit') },
              { keys: ['tab'], text: t('keys.gridOn') },
              { keys: ['alt', 'f'], text: t('keys.gridSuggestion') },
              { keys: ['alt', '↓'], text: t('keys.gridTrouble') },
              { keys: ['ctrl', 'z'], text: t('keys.gridUndo') },
            ]}
          />
        )}
        {may(session, 'user-management:can_validate_identity') && (
          <KeyGroup
            title={t('app:nav.reviews')}
            keys={[
              { keys: ['a'], text: t('keys.reviewAccept') },
              { keys: ['r'], text: t('keys.reviewReturn') },
              { keys: ['j'], text: t('keys.reviewNext') },
              { keys: ['k'], text: t('keys.reviewBefore') },
              { keys: ['ctrl', 'enter'], text: t('keys.reviewFinish') },
            ]}
          />
        )}
        <KeyGroup
          title={t('keys.tables')}
          keys={[
            { keys: ['↑', '↓'], text: t('keys.rows') },
            { keys: ['enter'], text: t('keys.open') },
            { keys: ['space'], text: t('keys.select') },
            { keys: ['shift', 'space'], text: t('keys.selectRange') },
          ]}
        />
      </div>
      <Switch
        label={t('keys.letters')}
        description={t('keys.lettersText')}
        checked={on}
        onChange={(event) => letterKeys.write(event.currentTarget.checked)}
        mt="lg"
      />
    </Modal>
  );
}

interface KeyGroupProps {
  readonly title: string;
  readonly keys: readonly { readonly keys: readonly string[]; readonly text: string }[];
}

function KeyGroup({ title, keys }: KeyGroupProps) {
  return (
    <section>
      <Title order={3} fz="sm" mb={6}>
        {title}
      </Title>
      <dl className={classes.keys}>
        {keys.map((one) => (
          <div key={one.text}>
            <dt>{one.text}</dt>
            <dd>
              <Keys of={one.keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
