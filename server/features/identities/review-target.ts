/** Working days within which people are told that somebody decides (docs/decisions/083-who-has-a-review.md). */
export const targetDays = 1;
