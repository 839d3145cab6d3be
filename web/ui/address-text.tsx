import { Fragment } from 'react';

/**
 * An email, a username or a code in a line that may be too narrow for it: broken before its @ first, then at a sign before
 * that, within a word or a domain only where that is not enough.
 */
export function AddressText({ children }: { readonly children: string }) {
  const [local = '', ...domain] = children.split(/(?=@)/);
  const parts = [...local.split(/(?=[._+-])/), ...domain];
  return (
    <bdi dir="ltr">
      {parts.map((part, index) => (
        // The parts of a text have no other name than their place.
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}
