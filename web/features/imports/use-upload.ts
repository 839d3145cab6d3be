import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { startImport } from '../../../contract/imports.ts';
import { callBySending } from '../../api.ts';
import { fetchWithProgress } from './fetch-with-progress.ts';
import { keepImport } from './import-queries.ts';

export interface SentFile {
  readonly file: Blob;
  /** Without: it came from the clipboard. */
  readonly filename?: string;
}

/** Sends a file to be read and planned, says how far it is, and leads to what was read. */
export function useUpload() {
  const navigate = useNavigate();
  const [sent, setSent] = useState(0);
  const sending = useMutation({
    mutationFn: ({ file, filename }: SentFile) => {
      setSent(0);
      return callBySending(fetchWithProgress(setSent))(
        startImport,
        { file, query: filename === undefined ? {} : { filename } },
        { idempotencyKey: crypto.randomUUID() },
      );
    },
    onSuccess(answer) {
      keepImport(answer);
      return navigate({ to: '/user-registration/bulk-invite/$id', params: { id: answer.id } });
    },
  });
  return { ...sending, sent };
}
