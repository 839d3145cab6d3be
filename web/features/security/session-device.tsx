import { IconDeviceDesktop, IconDeviceMobile, IconTerminal2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SessionLine } from '../../../contract/sessions.ts';
import { useWhen } from '../../ui/use-when.ts';
import classes from './security-page.module.css';
import { useDeviceWords } from './use-device-words.ts';

const handhelds = new Set(['iPhone', 'iPad', 'Android']);

/** The device of a session, and from which network it began. */
export function SessionDevice({ line }: { line: SessionLine }) {
  const { t } = useTranslation('security');
  const { moment } = useWhen();
  const words = useDeviceWords();
  const { device, address, place, sameNetwork, current } = line;
  return (
    <div className={classes.device}>
      <DeviceIcon {...device} />
      <span className={classes.words}>
        <span className={classes.name}>
          {words(device)}
          {current && <span style={{ fontWeight: 400 }}> {t('sessions.thisOne')}</span>}
        </span>
        <span className={classes.quiet}>
          {address !== null && <bdi dir="ltr">{address}</bdi>}
          {place !== null && t(`sessions.place.${place}`)}
          {sameNetwork && t('sessions.sameNetwork')}
        </span>
        <span className={`${classes.quiet} ${classes.onPhone}`}>
          {current
            ? t('sessions.beganOn', { when: moment(line.createdAt) })
            : t('sessions.seenOn', { when: moment(line.lastSeenAt) })}
        </span>
      </span>
    </div>
  );
}

function DeviceIcon({ browser, system }: SessionLine['device']) {
  const looks = { size: 20, stroke: 1.7, 'aria-hidden': true } as const;
  if (browser === null || browser === 'curl') return <IconTerminal2 {...looks} />;
  return system !== null && handhelds.has(system) ? (
    <IconDeviceMobile {...looks} />
  ) : (
    <IconDeviceDesktop {...looks} />
  );
}
