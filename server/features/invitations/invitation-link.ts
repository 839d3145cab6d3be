import type { LinkRow, Links } from '../../platform/links.ts';

export interface LinkedInvitation {
  readonly organizationId: string;
  readonly id: string;
  readonly nonce: Buffer;
  readonly keyId: string;
  readonly generation: number;
}

export function invitationLinkRow(invitation: LinkedInvitation): LinkRow {
  return { ...invitation, recordId: invitation.id, purpose: 'invitation' };
}

/** Where the person joins. The token stands in the fragment, which no browser sends to anybody (P12). */
export function joinLink(links: Links, publicUrl: URL, invitation: LinkedInvitation): string {
  return `${publicUrl.origin}/join#${links.sign(invitationLinkRow(invitation))}`;
}
