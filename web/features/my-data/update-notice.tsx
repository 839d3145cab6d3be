import { Button, Group, Text } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../../contract/identities.ts';
import type { IdentityForm } from '../../../contract/identity-form.ts';
import { confirmMyIdentity } from '../../../contract/identity-updates.ts';
import { call } from '../../api.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { myIdentityQuery } from '../identities/identity-queries.ts';
import { textIn } from '../identities/text-in.ts';
import { StepLink } from './step-link.tsx';

interface UpdateNoticeProps {
  readonly form: IdentityForm;
  readonly identity: Identity;
  /** Offers to say that all is right; absent while one is changing it. */
  readonly confirms?: boolean;
}

/** What one is asked to look at again, each field as the way to it, and the answer where nothing has changed. */
export function UpdateNotice({ form, identity: { asked }, confirms = false }: UpdateNoticeProps) {
  const { t, i18n } = useTranslation('my-data');
  const { day } = useWhen();
  const queries = useQueryClient();
  const confirming = useMutation({
    mutationFn: () => call(confirmMyIdentity),
    onSuccess: async (identity) => {
      queries.setQueryData(myIdentityQuery.queryKey, identity);
      await queries.invalidateQueries({ queryKey: ['home'] });
      showToast(t('asked.confirmed'));
    },
  });
  if (!asked) return null;
  const fields = form.sections.flatMap((section) =>
    section.fields
      .filter(({ key }) => asked.fields.includes(key))
      .map((field) => ({ ...field, step: section.key })),
  );
  return (
    <div style={{ marginBlockEnd: 28 }}>
      {confirming.error && <ProblemNotice problem={confirming.error} />}
      <Notice tone="attention" icon={<IconMailQuestion size={20} stroke={1.7} />} title={t('asked.title')}>
        {asked.note && (
          <Text style={{ whiteSpace: 'pre-line' }}>{t('asked.note', { note: asked.note })}</Text>
        )}
        {fields.length === 0 ? (
          <Text>{t('asked.everything')}</Text>
        ) : (
          <ul style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>
            {fields.map(({ key, step, label }) => (
              <li key={key}>
                <StepLink step={step}>{textIn(label, i18n.language)}</StepLink>
              </li>
            ))}
          </ul>
        )}
        <Text size="xs">
          {asked.by
            ? t('asked.by', { name: asked.by.name, day: day(asked.at) })
            : t('asked.at', { day: day(asked.at) })}
        </Text>
        {confirms && (
          <Group mt="xs">
            <Button
              size="xs"
              variant="default"
              loading={confirming.isPending}
              onClick={() => confirming.mutate()}
            >
              {t('asked.confirm')}
            </Button>
          </Group>
        )}
      </Notice>
    </div>
  );
}
