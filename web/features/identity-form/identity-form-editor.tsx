import { Group, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import type { IdentityForm } from '../../../contract/identity-form.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { StaleChoice } from '../settings/stale-choice.tsx';
import { UnsavedGuard } from '../settings/unsaved-guard.tsx';
import { FormOutline } from './form-outline.tsx';
import { FormPreview } from './form-preview.tsx';
import { formRequest } from './form-request.ts';
import { FormVersions } from './form-versions.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { OpenedPart } from './opened-part.tsx';
import { wholeForm } from './place-problems.ts';
import { SaveBar } from './save-bar.tsx';
import { useFormEditor } from './use-form-editor.ts';
import { useRemoval } from './use-removal.ts';

interface IdentityFormEditorProps {
  readonly given: IdentityForm;
  /** Of the organization. */
  readonly language: string;
  readonly languages: readonly string[];
}

/** The form as a list of steps and fields, each opened to be changed, and as the person will see it. */
export function IdentityFormEditor({ given, language, languages }: IdentityFormEditorProps) {
  const { t, i18n } = useTranslation('identity-form');
  const editor = useFormEditor(given, language);
  const { form, problems, problem, update } = editor;
  const [view, setView] = useState<'fields' | 'preview' | 'versions'>('fields');
  const [opened, setOpened] = useState<string | null>(null);
  const [spoken, setSpoken] = useState(languages.includes(i18n.language) ? i18n.language : language);
  const removal = useRemoval(form, spoken, update);
  const isStale = problem instanceof ApiProblem && problem.problem.code === 'stale_version';
  /** @returns whether there was none */
  const showProblems = (found: Readonly<Record<string, string>>) => {
    const [first] = Object.keys(found);
    if (first === undefined) return true;
    const parts = form.sections.flatMap((section) => [
      { id: section.id, ids: [section.id] },
      ...section.fields.map(({ id, choices }) => ({ id, ids: [id, ...choices.map((one) => one.id)] })),
    ]);
    const isOf = (id: string) => first.startsWith(`${id}.`) && !first.endsWith('.fields');
    const part = parts.find(({ ids }) => ids.some(isOf));
    setView('fields');
    setOpened(part?.id ?? null);
    return false;
  };
  return (
    <div style={{ maxInlineSize: 720 }}>
      {isStale && (
        <StaleChoice
          onTheirs={() => void editor.onTheirs()}
          onMine={() => void editor.onMine().then(editor.save).then(showProblems)}
        />
      )}
      {problem !== null && !isStale && <ProblemNotice problem={problem} />}
      {problems[wholeForm] && (
        <div style={{ marginBlockEnd: 16 }}>
          <Notice tone="bad" title={problems[wholeForm]} urgent />
        </div>
      )}
      <Group justify="space-between" align="flex-end" mb="lg">
        <FilterChips
          label={t('view.title')}
          value={view}
          onChange={setView}
          chips={(['fields', 'preview', 'versions'] as const).map((value) => ({
            value,
            label: t(`view.${value}`),
          }))}
        />
        <LanguageSwitch name="language" languages={languages} value={spoken} onChange={setSpoken} />
      </Group>
      {view === 'preview' && <FormPreview form={formRequest(form, language)} language={spoken} />}
      {view === 'versions' && <FormVersions language={spoken} />}
      {view === 'fields' && (
        <>
          <Switch
            mb="lg"
            label={t('alias.title')}
            description={t('alias.text')}
            checked={form.allowsAlias}
            onChange={(event) => {
              const allowsAlias = event.currentTarget.checked;
              update((now) => ({ ...now, allowsAlias }));
            }}
          />
          <FormOutline
            form={form}
            language={spoken}
            problems={problems}
            onChange={update}
            removal={removal}
            onOpen={setOpened}
          />
        </>
      )}
      {view !== 'versions' && <SaveBar editor={editor} language={spoken} onProblems={showProblems} />}
      <OpenedPart
        id={opened}
        editor={editor}
        removal={removal}
        request={formRequest(form, language)}
        language={spoken}
        languages={languages}
        onLanguage={setSpoken}
        onClose={() => setOpened(null)}
      />
      <UnsavedGuard unsaved={editor.unsaved && !editor.sending} />
    </div>
  );
}
