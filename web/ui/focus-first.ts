/** Puts the focus on the first input of a form that has a problem, else on the notice that says what went wrong. */
export function focusFirst(form: HTMLFormElement, paths: readonly string[]): void {
  const inputs = [...form.elements].filter(
    (element) => element instanceof HTMLElement && paths.includes(element.getAttribute('name') ?? ''),
  );
  const target = inputs[0] ?? form.querySelector('[role="alert"][tabindex]');
  if (!(target instanceof HTMLElement)) return;
  target.focus();
  // What has the focus already would stay where it was, out of sight on a low window.
  target.scrollIntoView({ block: 'nearest' });
}
