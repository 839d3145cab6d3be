import * as contract from '../../../contract/identities.ts';
import * as form from '../../../contract/identity-form.ts';
import * as formVersions from '../../../contract/identity-form-versions.ts';
import * as reviews from '../../../contract/identity-reviews.ts';
import * as candidates from '../../../contract/identity-candidates.ts';
import type { CallOfOne } from '../../platform/http/call.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Door } from '../../platform/http/door.ts';
import { toldAnew } from '../../platform/http/idempotency.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Actor } from '../sessions/actor.ts';
import { findPerson } from '../sessions/find-person.ts';
import { askForIdentities } from './ask-for-identities.ts';
import { changeForm } from './change-form.ts';
import { claimReview, releaseReview } from './claim-review.ts';
import { describeIdentity } from './describe-identity.ts';
import { describeReview } from './describe-review.ts';
import { draftIdentity } from './draft-identity.ts';
import { findForm } from './find-form.ts';
import { findCandidate, listCandidates } from './list-candidates.ts';
import { findFormVersion, listFormVersions } from './list-form-versions.ts';
import { countAllReviews } from './count-reviews.ts';
import { listReviews } from './list-reviews.ts';
import { registerIdentity } from './register-identity.ts';
import { returnIdentity } from './return-identity.ts';
import { revealField } from './reveal-field.ts';
import { saveDraft } from './save-draft.ts';
import type { DraftChanges, IdentityParts } from './save-draft.ts';
import { submitIdentity } from './submit-identity.ts';
import { identityUpdateRoutes } from './update-routes.ts';
import { validateIdentity } from './validate-identity.ts';

type Parts = IdentityParts & { readonly jobs: Jobs };

export function identityRoutes(door: Door<Actor>, parts: Parts): void {
  door.handle(form.getIdentityForm, ({ tx }) => findForm(tx, parts.texts));

  door.handle(form.changeIdentityForm, ({ tx, actor, body }) => changeForm(tx, parts.texts, actor, body));

  door.handle(formVersions.listIdentityFormVersions, async ({ tx }) => ({
    items: await listFormVersions(tx, parts.texts),
  }));

  door.handle(formVersions.getIdentityFormVersion, ({ tx, params }) =>
    findFormVersion(tx, parts.texts, params.version),
  );

  ownRoutes(door, parts);
  identityUpdateRoutes(door, parts);
  operatorRoutes(door, parts);
  reviewerRoutes(door, parts);
}

/** My data. */
function ownRoutes(door: Door<Actor>, parts: IdentityParts): void {
  const own = (actor: Actor, changes: DraftChanges) =>
    ({ accountId: actor.accountId, actor, editor: 'person', changes }) as const;

  const describe = ({ tx, actor }: Pick<CallOfOne<Actor>, 'tx' | 'actor'>) =>
    describeIdentity(tx, parts, actor.accountId, 'person');

  door.handle(contract.getMyIdentity, describe);

  door.handle(
    contract.saveMyIdentity,
    async (call) => {
      await saveDraft(call.tx, parts, own(call.actor, call.body));
      return describe(call);
    },
    toldAnew(describe),
  );

  door.handle(
    contract.submitMyIdentity,
    async (call) => {
      await submitIdentity(call.tx, parts, own(call.actor, call.body));
      return describe(call);
    },
    toldAnew(describe),
  );
}

/** Whoever registers identities for others. */
function operatorRoutes(door: Door<Actor>, parts: Parts): void {
  door.handle(candidates.listIdentityCandidates, async ({ tx, actor, query }) => ({
    items: await listCandidates(tx, actor, query.query),
  }));

  door.handle(contract.getIdentity, async ({ tx, actor, params }) => {
    const person = await findCandidate(tx, actor, params.id);
    return { ...(await describeIdentity(tx, parts, params.id, 'reviewer')), person };
  });

  const describe = ({ tx, params }: CallOfOne<Actor>) => describeIdentity(tx, parts, params.id, 'reviewer');

  door.handle(
    contract.saveIdentity,
    async (call) => {
      const { tx, actor, params, body } = call;
      await draftIdentity(tx, parts, actor, { accountId: params.id, changes: body });
      return describe(call);
    },
    toldAnew(describe),
  );

  door.handle(
    contract.registerIdentity,
    async (call) => {
      const { validate, ...changes } = call.body;
      await registerIdentity(call.tx, parts, call.actor, { accountId: call.params.id, changes, validate });
      return describe(call);
    },
    toldAnew(describe),
  );

  door.handle(contract.askForIdentities, ({ tx, actor, body }) =>
    askForIdentities(tx, parts.jobs, actor, body.accounts),
  );
}

function reviewerRoutes(door: Door<Actor>, parts: Parts): void {
  door.handle(reviews.listReviews, ({ tx, actor, query }) => listReviews(tx, parts, actor, query));

  door.handle(reviews.countReviews, ({ tx, actor }) => countAllReviews(tx, actor.timeZone));

  door.handle(reviews.getReview, ({ tx, actor, params }) => describeReview(tx, parts, actor, params.id));

  door.handle(reviews.claimReview, ({ tx, actor, params, body }) =>
    claimReview(tx, actor, { accountId: params.id, ...body }),
  );

  door.handle(reviews.releaseReview, ({ tx, actor, params }) => releaseReview(tx, actor, params.id));

  door.handle(
    reviews.validateIdentity,
    ({ tx, actor, params, body }) => validateIdentity(tx, parts, actor, { accountId: params.id, ...body }),
    toldAnew(async ({ tx, params }) => {
      const { identityState: state, personalCode } = await findPerson(tx, params.id);
      if (personalCode === null) throw new AppError('already_answered');
      return { state, personalCode };
    }),
  );

  door.handle(reviews.returnIdentity, ({ tx, actor, params, body }) =>
    returnIdentity(tx, parts, actor, { accountId: params.id, ...body }),
  );

  door.handle(reviews.revealField, ({ tx, actor, params, body }) =>
    revealField(tx, parts, actor, { accountId: params.id, ...body }),
  );
}
