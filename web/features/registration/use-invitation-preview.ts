import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { previewInvitation } from '../../../contract/invitations.ts';
import { call } from '../../api.ts';

interface PreviewOptions {
  readonly language: string;
  readonly message: string;
  readonly username: string;
  /** The instant at which it would leave; undefined: now. */
  readonly sendAt: string | undefined;
}

export type InvitationPreview = ReturnType<typeof useInvitationPreview>;

/** The mail as the server would write it now, asked for a moment after the last letter. */
export function useInvitationPreview(mail: PreviewOptions) {
  const [asked] = useDebouncedValue(mail, 500);
  return useQuery({
    queryKey: ['invitation-preview', asked.language, asked.message, asked.username, asked.sendAt],
    queryFn: () => {
      const { sendAt, ...written } = asked;
      const body = { ...written, username: written.username || '…', ...(sendAt !== undefined && { sendAt }) };
      return call(previewInvitation, { body });
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
}
