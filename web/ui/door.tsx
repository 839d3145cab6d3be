import type { ReactNode } from 'react';
import classes from './door.module.css';

/** The open door of the pages before sign-in, with a sentence of welcome below. Hidden where space is short. */
export function Door({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <aside className={classes.door} aria-label={title}>
      <svg
        className={`flip ${classes.art}`}
        viewBox="0 0 460 900"
        preserveAspectRatio="xMidYMin slice"
        aria-hidden="true"
      >
        <path d="M-800 0H1260V900H-800Z" fill="#421B34" />
        <path d="M-800 590H1260V2000H-800Z" fill="#381629" />
        <path d="M230 96A138 152 0 0 1 368 248V590H92V248A138 152 0 0 1 230 96Z" fill="#5E284A" />
        <path d="M226 112A122 136 0 0 0 108 248V590H226Z" fill="#7A365F" />
        <path d="M234 112A122 136 0 0 1 352 248V590H234Z" fill="#FCEDCB" />
        <path d="M234 590H306L262 664H110Z" fill="#FCEDCB" fillOpacity=".14" />
        <path d="M352 248V590L302 614V102C332 116 352 176 352 248Z" fill="#9A4F7F" stroke="#9A4F7F" />
        <circle cx="212" cy="376" r="5" fill="#FCEDCB" />
        <circle cx="311" cy="380" r="4.5" fill="#421B34" />
      </svg>
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {children}
      </div>
    </aside>
  );
}
