import { Avatar } from '@mantine/core';
import { AddressText } from './address-text.tsx';
import classes from './person.module.css';
import { initials } from './initials.ts';

interface PersonProps {
  readonly name: string;
  /** Second line, read from left to right: an email, a username, a code. */
  readonly detail?: string;
  /** In px: 30 in tables. */
  readonly size?: number;
}

/** A person as lists show them: grey avatar, name, second line. */
export function Person({ name, detail, size = 30 }: PersonProps) {
  return (
    <span className={classes.person}>
      <Avatar size={size} name="" aria-hidden="true">
        {initials(name)}
      </Avatar>
      <span className={classes.words}>
        <span className={classes.name}>
          <bdi>{name}</bdi>
        </span>
        {detail && (
          <span className={classes.detail}>
            <AddressText>{detail}</AddressText>
          </span>
        )}
      </span>
    </span>
  );
}
