import { foundOrganization as route } from '../../../contract/organizations.ts';
import type { Door } from '../../platform/http/door.ts';
import { languageOf } from '../../platform/http/language-of.ts';
import { originOf } from '../../platform/http/origin.ts';
import type { Actor } from '../sessions/actor.ts';
import { answerWithSession } from '../sessions/routes.ts';
import type { SessionParts } from '../sessions/routes.ts';
import { foundOrganization } from './found-organization.ts';

export function foundingRoutes(door: Door<Actor>, parts: SessionParts): void {
  door.handleApart(route, async ({ body, request, reply }) => {
    const origin = originOf(request);
    const language = languageOf(request, parts.texts);
    return answerWithSession(parts, reply, await foundOrganization(parts, body, origin, language), origin);
  });
}
