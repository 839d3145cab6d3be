// Before the first paint, so that a dark page never flashes white. A file of its own: the policy forbids inline scripts.
// The key and the three values are those of Mantine's colour scheme manager.
(function () {
  var chosen = 'auto';
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  } catch {
    // storage is forbidden: follow the system
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
