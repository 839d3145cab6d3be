import * as contract from '../../../contract/api-keys.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Door } from '../../platform/http/door.ts';
import type { Actor } from '../sessions/actor.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';

export function apiKeyRoutes(door: Door<Actor>): void {
  door.handle(contract.listApiKeys, ({ tx, query }) => listApiKeys(tx, query));

  door.handle(contract.createApiKey, ({ tx, actor, body }) => createApiKey(tx, actor, body), {
    strip: ({ apiKey }) => ({ apiKey }),
    // Shown once: a repeat learns that the key was made, not what it is (ruling 9).
    restore: () => Promise.reject(new AppError('already_answered')),
  });

  door.handle(contract.revokeApiKey, ({ tx, actor, params }) => revokeApiKey(tx, actor, params.id));
}
