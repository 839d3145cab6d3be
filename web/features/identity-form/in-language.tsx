import i18next from 'i18next';
import { type ReactNode, Suspense, useDeferredValue, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { directionOf } from '../../texts.ts';

interface InLanguageProps {
  readonly language: string;
  readonly children: ReactNode;
}

/** A part of the page as it is in another language, while the rest of it goes on in one's own. */
export function InLanguage({ language, children }: InLanguageProps) {
  // While its texts come the part stays as it was: were it gone, what stands below would move under the pointer.
  const shown = useDeferredValue(language, i18next.language);
  const texts = useMemo(() => i18next.cloneInstance({ lng: shown, initAsync: true }), [shown]);
  return (
    <I18nextProvider i18n={texts}>
      <div lang={shown} dir={directionOf(shown)}>
        <Suspense>{children}</Suspense>
      </div>
    </I18nextProvider>
  );
}
