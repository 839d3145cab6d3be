import { useState } from 'react';
import classes from './mail-frame.module.css';

/**
 * A mail as it will look, in a frame in which no script runs and no link leads anywhere. It counts as of this origin
 * only so that its height can be read.
 */
export function MailFrame({ html, title }: { html: string; title: string }) {
  const [height, setHeight] = useState(420);
  return (
    <iframe
      className={classes.frame}
      title={title}
      sandbox="allow-same-origin"
      srcDoc={html}
      style={{ blockSize: height }}
      onLoad={(event) => {
        const page = event.currentTarget.contentDocument;
        if (page) setHeight(Math.min(Math.max(page.documentElement.scrollHeight, 200), 900));
      }}
    />
  );
}
