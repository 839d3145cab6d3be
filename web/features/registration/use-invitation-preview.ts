import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { previewInvitation } from '../../../contract/invitations.ts';
import { call } from '../../api.ts';

interface PreviewOptions {
  readonly language: string;
  readonly message: string;
  readonly username: string;
}

export type InvitationPreview = ReturnType<typeof useInvitationPreview>;

/** The mail as the server would write it now, asked for a moment after the last letter. */
export function useInvitationPreview(mail: PreviewOptions) {
  const [asked] = useDebouncedValue(mail, 500);
  return useQuery({
    queryKey: ['invitation-preview', asked.language, asked.message, asked.username],
    queryFn: () => call(previewInvitation, { body: { ...asked, username: asked.username || '…' } }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
}
