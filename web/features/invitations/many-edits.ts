import { ApiProblem } from '../../../contract/client.ts';
import type { BodyOf } from '../../../contract/define-route.ts';
import type { actOnInvitations } from '../../../contract/invitation-batches.ts';
import type { InvitationDetail } from '../../../contract/invitations.ts';
import type { Population } from '../../../contract/shared-schemas.ts';

/** What becomes the same in many invitations; empty: as it is in each. */
export interface ManyEdits {
  readonly population: Population | '';
  readonly language: string;
  readonly grants: InvitationDetail['grants'];
  /** `application:permission` of each that is taken away. */
  readonly withdraw: readonly string[];
}

export const noEdits: ManyEdits = { population: '', language: '', grants: [], withdraw: [] };

/** What the request names of it; nothing where nothing was chosen. */
export function namedEdits({
  population,
  language,
  grants,
  withdraw,
}: ManyEdits): Pick<BodyOf<typeof actOnInvitations>, keyof ManyEdits> {
  return {
    ...(population && { population }),
    ...(language && { language }),
    ...(grants.length > 0 && { grants }),
    ...(withdraw.length > 0 && {
      withdraw: withdraw.map((name) => {
        const [application = '', permission = ''] = name.split(':');
        return { application, permission } as InvitationDetail['grants'][number];
      }),
    }),
  };
}

/** What the server said against one of them, in its words. */
export function editProblem(problem: unknown, name: keyof ManyEdits): string | undefined {
  const fields = problem instanceof ApiProblem ? (problem.problem.fields ?? {}) : {};
  const path = Object.keys(fields).find((key) => key === name || key.startsWith(`${name}.`));
  return path && fields[path]?.[0]?.message;
}
