import { expect, test } from 'vitest';
import { activityActions, activityAreas } from '../../contract/activity-actions.ts';
import { languages, readTexts } from './catalog-folder.ts';

// Whoever adds an act adds its sentence, its short name for the filter and, if it is the first, its kind's name.
test.each(languages)('each act has its words in "%s"', (language) => {
  const texts = readTexts(language, 'activity');
  const needed = [
    ...activityActions.flatMap((action) => [`sentence.${action}`, `act.${action}`]),
    ...activityAreas.map((area) => `area.${area}`),
  ];
  const missing = needed.filter((key) => !texts.has(key));
  expect(missing, `add to locales/${language}/activity.json`).toEqual([]);
});
