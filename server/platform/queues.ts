/**
 * The queues of the program. Made by the owner role when it migrates, because a queue may be a table.
 * Waiting doubles up to ten minutes and does not give up for weeks: an outage of the mail server is told on
 * the pages, not by losing mail (F5).
 */
export const queues = [
  {
    name: 'deliver-mail',
    notify: true,
    retryLimit: 5000,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    heartbeatSeconds: 10,
    // Longer than the longest delivery: a job handed out again must not meet its first worker.
    expireInSeconds: 300,
    retentionSeconds: 60 * 86_400,
    deleteAfterSeconds: 86_400,
  },
  {
    name: 'run-batch',
    notify: true,
    retryLimit: 1000,
    retryDelay: 2,
    retryBackoff: true,
    // Soon also after many kills: another goes on within a minute (F2).
    retryDelayMax: 10,
    heartbeatSeconds: 10,
    // A million invitations take most of an hour.
    expireInSeconds: 4 * 3600,
    retentionSeconds: 14 * 86_400,
    deleteAfterSeconds: 86_400,
  },
  {
    name: 'run-people-batch',
    notify: true,
    retryLimit: 1000,
    retryDelay: 2,
    retryBackoff: true,
    // Soon also after many kills: another goes on within a minute (F2).
    retryDelayMax: 10,
    heartbeatSeconds: 10,
    expireInSeconds: 4 * 3600,
    retentionSeconds: 14 * 86_400,
    deleteAfterSeconds: 86_400,
  },
  {
    // Some hundred mails of many, which wait for each other; each mail is a row with a state of its own.
    name: 'deliver-mails',
    notify: true,
    retryLimit: 5000,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
    heartbeatSeconds: 10,
    // Longer than a slow server takes for all of them.
    expireInSeconds: 3600,
    retentionSeconds: 60 * 86_400,
    deleteAfterSeconds: 86_400,
  },
  {
    // A slice of an import, some seconds of work; each makes the job of the next, behind those of other imports.
    name: 'run-import',
    notify: true,
    retryLimit: 1000,
    retryDelay: 1,
    // Also after many kills of one slice the next begins at once (F1).
    retryBackoff: false,
    heartbeatSeconds: 10,
    expireInSeconds: 600,
    retentionSeconds: 14 * 86_400,
    deleteAfterSeconds: 3600,
  },
  {
    name: 'tend-imports',
    notify: true,
    // The next one comes anyway.
    retryLimit: 2,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: 10,
    expireInSeconds: 3600,
    retentionSeconds: 3600,
    deleteAfterSeconds: 3600,
  },
  {
    name: 'send-reminders',
    notify: true,
    // The next minute's job comes anyway.
    retryLimit: 2,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: 10,
    expireInSeconds: 3600,
    retentionSeconds: 3600,
    deleteAfterSeconds: 3600,
  },
  {
    name: 'empty-due-fields',
    // The next hour's job comes anyway.
    retryLimit: 2,
    retryDelay: 60,
    retryBackoff: true,
    retryDelayMax: 600,
    heartbeatSeconds: 10,
    expireInSeconds: 4 * 3600,
    retentionSeconds: 86_400,
    deleteAfterSeconds: 3600,
  },
  {
    name: 'refresh-search',
    notify: true,
    // Another is made within seconds while anything waits.
    retryLimit: 2,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: 10,
    expireInSeconds: 4 * 3600,
    retentionSeconds: 3600,
    deleteAfterSeconds: 600,
  },
] as const;

export type QueueName = (typeof queues)[number]['name'];
