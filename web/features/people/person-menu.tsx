import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCircleOff,
  IconDots,
  IconId,
  IconMailQuestion,
  IconPlayerPause,
  IconPlayerPlay,
  IconUser,
  IconUserCheck,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LifeAct } from './life-dialog.tsx';
import type { RegisteredPerson } from './use-people-columns.tsx';

export interface PersonActs {
  readonly ask: (person: RegisteredPerson) => void;
  readonly askForUpdate: (person: RegisteredPerson) => void;
  /** Asks before it happens. */
  readonly live: (act: LifeAct, person: RegisteredPerson) => void;
}

interface PersonMenuProps {
  readonly person: RegisteredPerson;
  readonly acts: PersonActs;
}

const lives = { suspend: IconPlayerPause, reactivate: IconPlayerPlay, close: IconCircleOff } as const;
const look = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;

/** What can be done about one person from their row; what can't be is absent. Erasing and handing over are on their page. */
export function PersonMenu({ person, acts }: PersonMenuProps) {
  const { t } = useTranslation(['people', 'person']);
  const { id, name, abilities } = person;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={t('menu.open', { name })}>
          <IconDots size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconUser {...look} />}
          renderRoot={(props) => <Link {...props} to="/people/$id" params={{ id }} />}
        >
          {t('menu.person')}
        </Menu.Item>
        {abilities.review && (
          <Menu.Item
            leftSection={<IconUserCheck {...look} />}
            renderRoot={(props) => <Link {...props} to="/identity-review/$id" params={{ id }} />}
          >
            {t('menu.review')}
          </Menu.Item>
        )}
        {abilities.registerIdentity && (
          <Menu.Item
            leftSection={<IconId {...look} />}
            renderRoot={(props) => <Link {...props} to="/user-registration/existing/$id" params={{ id }} />}
          >
            {t('menu.register')}
          </Menu.Item>
        )}
        {abilities.ask && (
          <Menu.Item leftSection={<IconMailQuestion {...look} />} onClick={() => acts.ask(person)}>
            {t('selected.ask')}
          </Menu.Item>
        )}
        {abilities.askForUpdate && (
          <Menu.Item leftSection={<IconMailQuestion {...look} />} onClick={() => acts.askForUpdate(person)}>
            {t('menu.update')}
          </Menu.Item>
        )}
        {(['suspend', 'reactivate', 'close'] as const)
          .filter((act) => abilities[act])
          .map((act) => {
            const Icon = lives[act];
            return (
              <Menu.Item key={act} leftSection={<Icon {...look} />} onClick={() => acts.live(act, person)}>
                {t(`${act}.open`, { ns: 'person' })}
              </Menu.Item>
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
}
