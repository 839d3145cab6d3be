import { Button, Group, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from './problem-notice.tsx';
import { TypedNumber } from './typed-number.tsx';

interface DangerDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Names the object: "Revoke the invitation of Karim Haddad?" */
  readonly title: string;
  /** What goes, what stays, whom it touches. */
  readonly children: ReactNode;
  /** Repeats verb and count: "Revoke invitation". */
  readonly action: string;
  /** The harmless button says what stays: "Keep the invitation". It has the focus. */
  readonly keep: string;
  /** Does it; closes when it is done, shows what it throws. */
  readonly onConfirm: () => Promise<void>;
  /** False while it is not known yet what it would do, or there is nothing to do. */
  readonly ready?: boolean;
  /** Nothing goes: it asks because it is about many, and its button is no red one. */
  readonly isHarmless?: boolean;
  /** Above 20 people the number must be typed. */
  readonly people?: number;
}

/** Asks before something is destroyed. */
export function DangerDialog(props: DangerDialogProps) {
  const { t } = useTranslation('ui');
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const number = (props.people ?? 0) > 20 ? String(props.people) : null;

  const close = () => {
    setTyped('');
    setProblem(null);
    props.onClose();
  };
  const confirm = async () => {
    if (number && typed.trim() !== number) return setMissing(true);
    setBusy(true);
    try {
      await props.onConfirm();
      close();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      <div style={{ marginBlockEnd: 16 }}>{props.children}</div>
      {number && (
        <TypedNumber
          number={number}
          value={typed}
          missing={missing && typed.trim() !== number}
          onChange={setTyped}
        />
      )}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" data-autofocus onClick={close}>
          {props.keep}
        </Button>
        {props.ready !== false && (
          <Button {...(!props.isHarmless && { color: 'red' })} loading={busy} onClick={() => void confirm()}>
            {props.action}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
