import type { MailKind } from '../../../contract/mail-kinds.ts';
import type { Tx } from '../../platform/database.ts';
import type { MailVoice } from '../../platform/mail-voice.ts';
import type { MailContent } from '../../platform/mailer.ts';

/** A mail's row, as its kind needs it. */
export interface StoredMail {
  readonly id: string;
  readonly accountId: string;
  readonly kind: MailKind;
  readonly language: string;
  readonly data: Readonly<Record<string, string>>;
  readonly aboutId: string;
  readonly generation: number;
}

/** What became of a mail: `delayed` will be tried again, `refused` will not. */
export interface MailOutcome {
  readonly kind: 'sent' | 'kept' | 'delayed' | 'refused';
  readonly response: string | null;
  /** How often it was tried, this time included. */
  readonly attempts: number;
}

/** A mail of which the mail server has said what becomes of it. */
export interface SettledMail {
  readonly mail: StoredMail;
  readonly outcome: MailOutcome;
}

/** What a feature says about one kind of mail, in the organization's own words; the composition root collects them. */
export interface MailHandler {
  /** Undefined: what it is about has moved on (revoked, resent, used), so it is not sent. */
  render(tx: Tx, mail: StoredMail, t: MailVoice): Promise<MailContent | undefined>;
  /**
   * The same by id for hundreds that leave together, where this kind comes so: what they hold is read at once, each is put
   * into words when its turn has come, because words are what takes the processor.
   */
  prepare?(
    tx: Tx,
    mails: readonly StoredMail[],
    t: MailVoice,
  ): Promise<ReadonlyMap<string, () => MailContent>>;
  /**
   * The same for who looks at it later, whatever became of it, with `hiddenLink` for its link. Absent where a mail holds
   * nothing secret: `render` says it then.
   */
  recall?(tx: Tx, mail: StoredMail, t: MailVoice): Promise<MailContent | undefined>;
  /** The same mail to an invented person, for the preview of its texts; its links lead nowhere. */
  sample(t: MailVoice, about: SampleFacts): MailContent;
  /** Of mails that wait while sending is stopped: it does, until then. All others leave. */
  heldBack?(tx: Tx, mails: readonly StoredMail[], until: Date): Promise<void>;
  /** In the transaction that settles the mails. */
  settled?(tx: Tx, settled: readonly SettledMail[]): Promise<void>;
}

/** What the sample of a mail speaks of. */
export interface SampleFacts {
  readonly organizationName: string;
  /** Who looks at it; stands where an inviter would. */
  readonly personName: string;
  readonly username: string;
  readonly email: string;
  readonly timeZone: string;
  /** Where the organization's pages stand. */
  readonly pagesUrl: string;
  /** The origin of the public pages. */
  readonly publicUrl: string;
  /** A moment some days from now. */
  readonly until: Date;
}

export type MailHandlers = Readonly<Record<MailKind, MailHandler>>;
