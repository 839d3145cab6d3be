import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { identityFormQuery } from '../identities/identity-queries.ts';
import { textIn } from '../identities/text-in.ts';

interface ChangedFieldsProps {
  /** Keys of fields; `alias` stands for the alias. */
  readonly changed: readonly string[];
}

/** More would be a list of its own, which the page of the review is. */
const mostNamed = 3;

/** Which fields differ, by the labels of the form, so that the queue says what there is to look at. */
export function ChangedFields({ changed }: ChangedFieldsProps) {
  const { t, i18n } = useTranslation('reviews');
  const { data: form } = useQuery(identityFormQuery);
  if (!form) return null;
  const fields = form.sections.flatMap((section) => section.fields);
  const labels = [
    ...(changed.includes('alias') ? [t('alias')] : []),
    // What only its person sees is named to nobody, and what the form has no more has no name.
    ...fields
      .filter(({ key, sees }) => changed.includes(key) && sees !== 'person')
      .map(({ label }) => textIn(label, i18n.language)),
  ];
  if (labels.length === 0) return null;
  const rest = labels.length - mostNamed;
  const named = rest > 0 ? [...labels.slice(0, mostNamed), t('more', { count: rest })] : labels;
  return (
    <Text size="xs" c="dimmed">
      {new Intl.ListFormat(i18n.language).format(named)}
    </Text>
  );
}
