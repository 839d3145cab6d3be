/**
 * Remembers where the focus is before a dialog takes it. What comes back gives it back: to the same element, to the
 * button of the menu it was in, or, where the dialog made that one go, to the heading it stood under.
 */
export function rememberFocus(): () => void {
  const menu = document.querySelector('[role="menu"]');
  const opener = menu
    ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '')
    : document.activeElement;
  const heading = opener?.closest('aside, [role="dialog"]')?.querySelector('h2[tabindex]');
  return () => {
    // After the dialog let go of it.
    setTimeout(() => {
      const target = [opener, heading, document.querySelector('h1')].find((element) => element?.isConnected);
      if (target instanceof HTMLElement) target.focus();
    }, 50);
  };
}
