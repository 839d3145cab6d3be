import { useMutation } from '@tanstack/react-query';
import type { RequestOf } from '../../../contract/define-route.ts';
import {
  approveImport,
  cancelImport,
  pauseImport,
  replanImport,
  resumeImport,
} from '../../../contract/import-plan.ts';
import type { Import } from '../../../contract/import-schemas.ts';
import { importReport } from '../../../contract/imports.ts';
import { call } from '../../api.ts';
import { startDownload } from '../../steady/start-download.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { showToast } from '../../ui/show-toast.tsx';
import { keepImport } from './import-queries.ts';
import { forgetRows } from './row-pages.ts';

type ReportOrder = NonNullable<RequestOf<typeof importReport>['query']>;

const acts = { pause: pauseImport, resume: resumeImport, cancel: cancelImport, replan: replanImport };

/** What can be done to an import beside carrying it out; what the server answers is what the page shows. */
export function useImportActs(one: Pick<Import, 'id' | 'planHash'>) {
  const params = { id: one.id };
  return {
    pause: useAct(() => call(acts.pause, { params })),
    resume: useAct(() => call(acts.resume, { params })),
    cancel: useAct(() => call(acts.cancel, { params })),
    replan: useAct(() => call(acts.replan, { params }), one.id),
    approve: useAct(() => call(approveImport, { params, body: { planHash: one.planHash ?? '' } })),
    download: useDownload(one.id),
  };
}

function useAct(act: () => ReturnType<typeof call<typeof pauseImport>>, rowsOf?: string) {
  return useMutation({
    mutationFn: act,
    onSuccess(answer) {
      if (rowsOf !== undefined) forgetRows(rowsOf);
      keepImport(answer);
    },
    onError: (error) => showToast(describeProblem(error).title),
  });
}

/** The report, or a part of it, as a file that the browser saves as it comes. */
function useDownload(id: string) {
  return useMutation({
    mutationFn: (query: ReportOrder) => startDownload(importReport, { params: { id }, query }),
    onError: (error) => showToast(describeProblem(error).title),
  });
}
