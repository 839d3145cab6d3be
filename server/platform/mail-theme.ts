/**
 * The colours and type of mails, written into each element, since many clients drop style sheets. A
 * client that turns colours around by itself meets pairs that keep their contrast either way; those
 * that honour `prefers-color-scheme` get the dark column through the class of the same name.
 */
export const mailTheme = {
  font: "'Hanken Grotesk','Segoe UI',-apple-system,BlinkMacSystemFont,Roboto,'Helvetica Neue',Arial,sans-serif",
  light: {
    page: '#F4F3F1',
    card: '#FFFFFF',
    line: '#EAE8E5',
    panel: '#FAFAF9',
    ink: '#1E1B19',
    dimmed: '#6B6660',
    accent: '#7A365F',
    accentLine: '#D8ABC6',
    button: '#7A365F',
    buttonInk: '#FFFFFF',
  },
  dark: {
    page: '#141211',
    card: '#1A1817',
    line: '#3B3734',
    panel: '#2A2725',
    ink: '#EFEDEA',
    dimmed: '#A9A49E',
    accent: '#D8ABC6',
    accentLine: '#7A365F',
    button: '#9A4F7F',
    buttonInk: '#FFFFFF',
  },
} as const;
