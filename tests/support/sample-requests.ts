import { randomUUIDv7 } from 'node:crypto';
import type { RouteDefinition } from '../../contract/define-route.ts';
import { samplePicture } from './sample-picture.ts';
import { goodPassword } from './test-foyer.ts';

/** What the samples speak of: things of the organization of who calls. */
export interface SampleWorld {
  /** An account that a permission can be granted to. */
  readonly accountId: string;
  /** Names the plan of an import. */
  readonly planHash?: string;
}

// Genuine in form: 33 and 32 bytes of zeros.
const noToken = `${'A'.repeat(44)}.${'A'.repeat(43)}`;

const sampleSection = {
  key: 'who_you_are',
  label: { en: 'Who you are' },
  fields: ['given_name', 'family_name'].map((key) => ({ key, type: 'text', label: { en: key } })),
};

/** Another name each time, so that something changes. */
function sampleLetters(): string {
  return randomUUIDv7().replaceAll(/[^a-f]/g, '');
}

const invitationText = { kind: 'invitation', language: 'en' };
const noWords = { subject: null, heading: null, body: null, button: null };

const samples: Readonly<Record<string, (world: SampleWorld) => object>> = {
  foundOrganization: () => ({
    token: noToken,
    organization: { name: 'Sample House', slug: 'sample-house' },
    founder: { email: 'founder@sample.example', password: goodPassword },
  }),
  inspectSetup: () => ({ token: noToken }),
  signIn: () => ({ organization: 'nowhere', login: 'nobody', password: goodPassword }),
  askForEmailChange: () => ({ email: `m${randomUUIDv7()}@people.example` }),
  inspectEmailChange: () => ({ token: noToken }),
  confirmEmailChange: () => ({ token: noToken }),
  refuseEmailChange: () => ({ token: noToken }),
  confirmPassword: () => ({ password: goodPassword }),
  askForPasswordReset: () => ({ organization: 'nowhere', login: 'nobody' }),
  inspectPasswordReset: () => ({ token: noToken }),
  completePasswordReset: () => ({ token: noToken, password: goodPassword }),
  changePassword: () => ({ current: 'not the password of anybody', password: 'violet harbour sextant plum' }),
  changeMe: () => ({ language: 'it' }),
  checkNewPassword: () => ({ password: 'violet harbour sextant plum' }),
  registerPerson: () => ({
    account: { email: `p${randomUUIDv7()}@people.example` },
    delivery: { channel: 'none' },
  }),
  checkRegistration: () => ({
    account: { email: `p${randomUUIDv7()}@people.example` },
    delivery: { channel: 'none' },
  }),
  startImport: () => ({ rows: [{ email: `p${randomUUIDv7()}@people.example` }] }),
  mapImport: () => ({ columns: [{ index: 0, target: 'email' }] }),
  revealImportCell: () => ({ target: 'email' }),
  changeImportRow: () => ({ values: { email: `p${randomUUIDv7()}@people.example` } }),
  fixImportRows: () => ({ fix: 'suggestion' }),
  applyImport: ({ planHash = 'none' }) => ({ planHash }),
  approveImport: ({ planHash = 'none' }) => ({ planHash }),
  undoImport: () => ({ expected: 0 }),
  editInvitation: () => ({ version: 1, message: 'Welcome' }),
  resendInvitation: () => ({ email: `p${randomUUIDv7()}@people.example` }),
  extendInvitation: () => ({ days: 7 }),
  previewBatch: () => ({ action: 'revoke', filter: { query: 'nobody' } }),
  actOnInvitations: () => ({ action: 'revoke', filter: { query: 'nobody' }, expected: 0 }),
  reportBounce: () => ({ recipient: 'nobody@people.example' }),
  previewInvitation: () => ({ message: 'Welcome' }),
  inspectInvitation: () => ({ token: noToken }),
  openInvitation: () => ({ token: noToken }),
  joinOrganization: () => ({ token: noToken, password: goodPassword }),
  declineInvitation: () => ({ token: noToken }),
  renewInvitation: () => ({ token: noToken }),
  changeIdentityForm: () => ({ version: 1, sections: [sampleSection] }),
  handOverFounding: ({ accountId }) => ({ account: accountId }),
  changeAccount: () => ({ version: 1, population: 'external' }),
  saveMyIdentity: () => ({ fields: { given_name: 'Anna' } }),
  submitMyIdentity: () => ({ fields: { given_name: 'Anna', family_name: `Rossi ${sampleLetters()}` } }),
  saveIdentity: () => ({ fields: { given_name: `Anna ${sampleLetters()}` } }),
  registerIdentity: () => ({ fields: { given_name: `Anna ${sampleLetters()}`, family_name: 'Rossi' } }),
  askForIdentities: ({ accountId }) => ({ accounts: [accountId] }),
  askForUpdate: () => ({ fields: ['given_name'], note: 'Is it still right?' }),
  previewPeopleAct: () => ({ action: 'suspend', filter: { query: 'nobody' } }),
  suspendAccounts: () => ({ action: 'suspend', filter: { query: 'nobody' }, expected: 0 }),
  askPeople: () => ({ filter: { query: 'nobody' }, expected: 0 }),
  askPeopleForUpdate: () => ({ filter: { query: 'nobody' }, expected: 0, fields: ['given_name'] }),
  claimReview: () => ({ takeOver: true }),
  validateIdentity: () => ({ version: 1 }),
  returnIdentity: () => ({ version: 1, reasons: { given_name: 'As on the document, please.' } }),
  revealField: () => ({ field: 'given_name' }),
  grantPermission: ({ accountId }) => ({
    account: accountId,
    application: 'permissions',
    permission: 'can_grant',
  }),
  createApiKey: () => ({ name: 'Nightly import', permissions: ['settings:access'] }),
  changeSender: () => ({ version: 1, senderName: null, senderAddress: null, replyTo: null }),
  changeMailServer: () => ({ revision: null, host: '127.0.0.1', port: 25, security: 'none', user: null }),
  changeMailText: () => ({ ...invitationText, version: 0, words: { ...noWords, heading: 'Come in' } }),
  resetMailText: () => ({ ...invitationText, version: 0 }),
  previewMailText: () => ({ ...invitationText, words: noWords }),
  changeOrganization: () => ({ version: 1, reminders: 2 }),
  changeGrant: () => ({ version: 1, until: '2999-01-01' }),
};

/**
 * A body that the route takes, `undefined` for a route that takes none. Whoever adds a route with a body adds its
 * sample: the tests that are made from the contract need one.
 */
export function sampleBody(route: RouteDefinition, world: SampleWorld): object | undefined {
  // A file that may be JSON as well is given as that.
  if (route.upload && !route.body) return samplePicture();
  if (!route.body) return undefined;
  const sample = samples[route.name];
  if (!sample) throw new Error(`${route.name} has no sample request: add one to sample-requests.ts`);
  return sample(world);
}
