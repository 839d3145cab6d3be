import { Link } from '@tanstack/react-router';
import type { Invitation } from '../../../contract/invitations.ts';
import { Person } from '../../ui/person.tsx';
import classes from './person-link.module.css';
import { rowLinkId } from './row-link-id.ts';

/** Whom an invitation is for; leads to its panel. */
export function PersonLink({ invitation: { id, account } }: { invitation: Invitation }) {
  return (
    <Link to="/invitations/$id" params={{ id }} search={true} id={rowLinkId(id)} className={classes.link}>
      <Person name={account.name} detail={account.email} />
    </Link>
  );
}
