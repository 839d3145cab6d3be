/** How long a hidden value that was asked for stays on screen, in ms (ui.md, 4). */
export const shownFor = 60_000;
