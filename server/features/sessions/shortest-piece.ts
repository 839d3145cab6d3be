/**
 * The piece that, said again and again (the last time perhaps in part), gives the text; the text itself where that
 * would be less than twice. Linear: the prefix function of Knuth, Morris and Pratt.
 */
export function shortestPiece(text: string): string {
  const borders = [0];
  for (let end = 1; end < text.length; end++) {
    let border = borders[end - 1] ?? 0;
    while (border > 0 && text[end] !== text[border]) border = borders[border - 1] ?? 0;
    borders.push(text[end] === text[border] ? border + 1 : 0);
  }
  const period = text.length - (borders.at(-1) ?? 0);
  return 2 * period <= text.length ? text.slice(0, period) : text;
}
