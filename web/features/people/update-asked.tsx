import { Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import type { UpdateRequest } from '../../../contract/identities.ts';
import type { FormField } from '../../../contract/identity-form.ts';
import { useWhen } from '../../ui/use-when.ts';
import { textIn } from '../identities/text-in.ts';

interface UpdateAskedProps {
  readonly request: UpdateRequest;
  readonly fields: readonly FormField[];
}

/** "27 November 2026 by Marta Oliveira": what somebody was asked to look at again, and whether they have. */
export function UpdateAsked({ request, fields }: UpdateAskedProps) {
  const { t, i18n } = useTranslation('person');
  const { day } = useWhen();
  const labels = fields
    .filter(({ key }) => request.fields.includes(key))
    .map(({ label }) => textIn(label, i18n.language));
  const about =
    labels.length > 0 ? new Intl.ListFormat(i18n.language).format(labels) : t('identity.askedAll');
  return (
    <>
      {request.by ? (
        <Trans
          t={t}
          i18nKey="identity.askedBy"
          values={{ day: day(request.at), name: request.by.name }}
          components={{ name: <bdi /> }}
        />
      ) : (
        day(request.at)
      )}
      <Text size="xs" c="dimmed">
        {request.note ? t('identity.askedNote', { about, note: request.note }) : about}
      </Text>
      <Text size="xs" c="dimmed">
        {request.answeredAt
          ? t('identity.answered', { day: day(request.answeredAt) })
          : t('identity.notAnswered')}
      </Text>
    </>
  );
}
