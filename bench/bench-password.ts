/** Of the founder and of every seeded member. */
export const benchPassword = 'copper kettle monday lantern';
