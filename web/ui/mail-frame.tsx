import { useState } from 'react';
import classes from './mail-frame.module.css';

interface MailFrameProps {
  readonly title: string;
  readonly html: string;
  /** In px; a longer mail is scrolled in its frame. */
  readonly maxHeight?: number;
  /** Its links lead somewhere: to a tab of their own, since no page of ours may stand in a frame. */
  readonly linked?: boolean;
}

const closed = 'allow-same-origin';

/** A mail as it looks. No script runs in the frame and no form is sent; it shares our origin only so that its height can be read. */
export function MailFrame({ title, html, maxHeight = Infinity, linked = false }: MailFrameProps) {
  const [height, setHeight] = useState(420);
  return (
    <iframe
      className={classes.frame}
      title={title}
      sandbox={linked ? `${closed} allow-popups allow-popups-to-escape-sandbox` : closed}
      srcDoc={linked ? html.replace('<head>', '<head><base target="_blank">') : html}
      style={{ blockSize: height }}
      onLoad={({ currentTarget: { contentDocument: page } }) => {
        if (page) setHeight(Math.min(Math.max(page.documentElement.scrollHeight, 200), maxHeight));
      }}
    />
  );
}
