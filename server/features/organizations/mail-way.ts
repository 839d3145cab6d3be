import type { Tx } from '../../platform/database.ts';
import { mailServerRow } from './mail-server-row.ts';
import type { MailServerRow } from './mail-server-row.ts';
import { settingsRow } from './settings-row.ts';

/** By which server mails leave, and in whose name; null where the server's environment decides it. */
export interface MailWay {
  readonly server: MailServerRow | null;
  readonly senderName: string | null;
  readonly senderAddress: string | null;
  readonly replyTo: string | null;
}

export async function mailWay(tx: Tx): Promise<MailWay> {
  const { senderName, senderAddress, replyTo } = await settingsRow(tx);
  return { server: await mailServerRow(tx), senderName, senderAddress, replyTo };
}

/** Somebody changed how mails leave. */
export interface MailWayChange {
  readonly by: string;
  readonly what: 'server' | 'removed' | 'sender';
  readonly before: MailWay;
  /** Of the new server, where there is one. */
  readonly host?: string;
}

/** Tells whom it concerns, in the transaction of the change. From above: mails and permissions stand on higher floors. */
export type TellMailWayChange = (tx: Tx, change: MailWayChange) => Promise<void>;
