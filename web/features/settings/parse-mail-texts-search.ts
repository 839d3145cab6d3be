export interface MailTextsSearch {
  readonly language?: string;
  readonly kind?: string;
}

/** Which mail in which language is open; anything else in the address is dropped. */
export function parseMailTextsSearch(search: Record<string, unknown>): MailTextsSearch {
  const { language, kind } = search;
  return {
    ...(typeof language === 'string' && /^[a-z]{2,3}(-[A-Z]{2})?$/.test(language) && { language }),
    ...(typeof kind === 'string' && /^[a-z_]{1,40}$/.test(kind) && { kind }),
  };
}
