import { createQuestion } from './question.ts';

/** The password once more, for an act that needs a fresh sign-in (P17). */
export const freshSignIn = createQuestion();

/** Signing in again, because the session ended while the page was open. */
export const signInAgain = createQuestion();
