import classes from './logo.module.css';
import { shownLogo } from './look.ts';

/** The organization's logo, or the mark: an arch with one leaf open. Always beside the name, so it says nothing to readers. */
export function Logo({ size = 24 }: { size?: number }) {
  const picture = shownLogo.use();
  if (picture !== null) return <img className={classes.picture} src={picture} height={size + 6} alt="" />;
  return (
    <svg
      className="flip"
      viewBox="0 0 20 23"
      height={size}
      fill="var(--foyer-accent-ink)"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      <path d="M9 1A8.2 9 0 0 0 .8 10V22.4H9Z" />
      <path d="M11 1A8.2 9 0 0 1 19.2 10V22.4H16V4.2Z" />
      <path d="M11 4.2 14.2 6.4V22.4L11 20.6Z" fillOpacity=".42" />
    </svg>
  );
}
