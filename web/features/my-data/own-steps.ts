/** The steps that are no section of the form; no section can have such a key. */
export const privacyStep = 'privacy-mode';
export const reviewStep = 'look-it-over';
