import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Settings } from '../../../contract/settings.ts';
import { sessionQuery } from '../../shell/session.ts';
import { settingsQuery } from './settings-query.ts';

/**
 * The version of the settings that a form saves in, and what follows a save: the pages look and speak as decided.
 * `formKey` begins the form anew with what is saved.
 */
export function useSavedSettings(settings: Settings) {
  const queries = useQueryClient();
  const version = useRef(settings.version);
  const [formKey, setFormKey] = useState(0);
  const newest = async () => {
    await queries.invalidateQueries({ queryKey: settingsQuery.queryKey });
    return queries.fetchQuery({ ...settingsQuery, staleTime: 0 });
  };
  return {
    version,
    formKey,
    saved: async (after: Settings) => {
      version.current = after.version;
      queries.setQueryData(settingsQuery.queryKey, after);
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    onTheirs: () => {
      void newest().then((theirs) => {
        version.current = theirs.version;
        setFormKey((key) => key + 1);
      });
    },
    onMine: async () => {
      version.current = (await newest()).version;
    },
  };
}
