/** Every act that is recorded, `feature.act`; closed, so that the screen can have a sentence for each. */
export const activityActions = [
  'organization.founded',
  'account.registered',
  'account.joined',
  'account.changed',
  'session.started',
  'session.confirmed',
  'session.ended',
  'session.refused',
  'email.change_asked',
  'email.change_cancelled',
  'email.change_refused',
  'email.confirmed',
  'email.changed',
  'password.changed',
  'password.reset_asked',
  'password.reset',
  'invitation.issued',
  'invitation.resent',
  'invitation.revoked',
  'invitation.handed_over',
  'invitation.opened',
  'invitation.declined',
  'invitation.renewal_asked',
  'invitation.bounced',
  'grant.granted',
  'grant.changed',
  'grant.revoked',
  'grant.lapsed',
  'identity.submitted',
  'identity.registered',
  'identity.changed',
  'identity.validated',
  'identity.form_changed',
  'mail.viewed',
  'api_key.created',
  'api_key.revoked',
  'activity.exported',
] as const;
export type ActivityAction = (typeof activityActions)[number];

/** The kinds of acts: the part before the dot. */
export type ActivityArea = ActivityAction extends `${infer A}.${string}` ? A : never;
export const activityAreas = [
  ...new Set(activityActions.map((action) => action.split('.', 1)[0])),
] as unknown as readonly [ActivityArea, ...ActivityArea[]];
