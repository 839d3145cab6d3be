import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconCrown,
  IconCircleOff,
  IconEraser,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { useFocusReturn } from '../../ui/use-focus-return.ts';
import { type LifeAct, LifeDialog } from './life-dialog.tsx';

const icons = {
  suspend: IconPlayerPause,
  reactivate: IconPlayerPlay,
  close: IconCircleOff,
  handOver: IconCrown,
  erase: IconEraser,
};
const acts = Object.keys(icons) as LifeAct[];

/** What can be done about the whole account; nothing where nothing can. */
export function LifeMenu({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const focus = useFocusReturn();
  const [act, setAct] = useState<LifeAct | null>(null);
  const offered = acts.filter((one) => person.abilities[one]);
  const close = () => {
    setAct(null);
    focus.giveBack();
  };
  return (
    <>
      {offered.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={16} stroke={1.7} aria-hidden />}>
              {t('manage')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((one) => {
              const Icon = icons[one];
              return (
                <Menu.Item
                  key={one}
                  leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
                  onClick={() => {
                    focus.remember();
                    setAct(one);
                  }}
                >
                  {t(`${one}.open`)}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
      {acts.map((one) => (
        <LifeDialog key={one} act={one} person={person} opened={act === one} onClose={close} />
      ))}
    </>
  );
}
