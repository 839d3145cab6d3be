/** One of a form's texts: in the language that is spoken, else in English, else whichever there is. */
export function textIn(texts: Readonly<Record<string, string>>, language: string): string {
  return (
    texts[language] ?? texts[language.split('-')[0] ?? ''] ?? texts['en'] ?? Object.values(texts)[0] ?? ''
  );
}
