import { queryOptions } from '@tanstack/react-query';
import { getHome } from '../../../contract/organizations.ts';
import { call } from '../../api.ts';

/** Figures and first steps. */
export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: () => call(getHome) });
