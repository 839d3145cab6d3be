import i18next from 'i18next';
import { type ReactNode, Suspense, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { directionOf } from '../../texts.ts';

interface InLanguageProps {
  readonly language: string;
  readonly children: ReactNode;
}

/** A part of the page as it is in another language, while the rest of it goes on in one's own. */
export function InLanguage({ language, children }: InLanguageProps) {
  const texts = useMemo(() => i18next.cloneInstance({ lng: language, initAsync: true }), [language]);
  return (
    <I18nextProvider i18n={texts}>
      <div lang={language} dir={directionOf(language)}>
        <Suspense>{children}</Suspense>
      </div>
    </I18nextProvider>
  );
}
