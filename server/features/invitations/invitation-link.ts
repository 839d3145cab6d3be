import type { Tx } from '../../platform/database.ts';
import type { LinkRow, Links } from '../../platform/links.ts';
import { pagesAddress } from '../organizations/pages-address.ts';

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
export async function joinLink(
  tx: Tx,
  { links, publicUrl }: { readonly links: Links; readonly publicUrl: URL },
  invitation: LinkedInvitation,
): Promise<string> {
  return joinLinkBelow(await pagesAddress(tx, publicUrl), links, invitation);
}

/** The same for whoever makes many: the organization's pages were asked for once. */
export function joinLinkBelow(pages: string, links: Links, invitation: LinkedInvitation): string {
  return `${pages}/join#${links.sign(invitationLinkRow(invitation))}`;
}
