import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  closeAccount,
  eraseAccount,
  handOverFounding,
  type PersonDetail,
  reactivateAccount,
  suspendAccount,
} from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { refreshPeople } from './person-queries.ts';

export type LifeAct = 'suspend' | 'reactivate' | 'close' | 'handOver' | 'erase';

const routes = { suspend: suspendAccount, reactivate: reactivateAccount, close: closeAccount };

interface LifeDialogProps {
  readonly act: LifeAct;
  readonly person: Pick<PersonDetail, 'id' | 'name'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks before an account is suspended, reactivated, closed or erased, or the founder's role handed over: what goes, what stays, whom it touches. */
export function LifeDialog({ act, person, opened, onClose }: LifeDialogProps) {
  const { t } = useTranslation('person');
  const navigate = useNavigate();
  const { id, name } = person;
  const carryOut = async () => {
    if (act === 'erase') await call(eraseAccount, { params: { id } });
    else if (act === 'handOver') await call(handOverFounding, { body: { account: id } });
    else await call(routes[act], { params: { id } });
    showToast(t(`${act}.done`, { name }));
    if (act === 'erase') await navigate({ to: '/people' });
    // The page may be closed to them from now on.
    if (act === 'handOver') await navigate({ to: '/' });
    await refreshPeople();
  };
  return (
    <DangerDialog
      opened={opened}
      onClose={onClose}
      title={t(`${act}.title`, { name })}
      action={t(`${act}.action`)}
      keep={t(`${act}.keep`)}
      onConfirm={carryOut}
    >
      <Text>{t(`${act}.goes`, { name })}</Text>
      <Text mt="xs">{t(`${act}.stays`, { name })}</Text>
      <Text mt="xs">{t(`${act}.touches`, { name })}</Text>
    </DangerDialog>
  );
}
