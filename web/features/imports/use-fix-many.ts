import { useTranslation } from 'react-i18next';
import type { BodyOf } from '../../../contract/define-route.ts';
import { fixImportRows } from '../../../contract/import-plan.ts';
import { call } from '../../api.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { formatCount } from '../../ui/format-count.ts';
import { showToast } from '../../ui/show-toast.tsx';
import { keepImport } from './import-queries.ts';
import { forgetRows } from './row-pages.ts';

type Fix = BodyOf<typeof fixImportRows>;

/** One fix for many rows: says how many it changed, and takes it back by one press. */
export function useFixMany(id: string): (fix: Fix) => Promise<void> {
  const { t, i18n } = useTranslation('imports');
  const said = (key: 'groups.done' | 'groups.takenBack', count: number) =>
    t(key, { count, number: formatCount(count, i18n.language) });
  const send = async (body: Fix) => {
    const answer = await call(fixImportRows, { params: { id }, body });
    forgetRows(id);
    keepImport(answer.import);
    return answer;
  };
  const takeBack = (undo: string) =>
    void send({ fix: { undo } })
      .then(({ fixed }) => showToast(said('groups.takenBack', fixed)))
      .catch((error: unknown) => showToast(describeProblem(error).detail));
  return async (fix) => {
    const { fixed, undo } = await send(fix);
    showToast(said('groups.done', fixed), undo === null ? undefined : () => takeBack(undo));
  };
}
