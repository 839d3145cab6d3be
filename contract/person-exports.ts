import { z } from 'zod';
import { defineRoute } from './define-route.ts';
import { idParams } from './shared-schemas.ts';

const exportQuery = z.strictObject({ format: z.enum(['json', 'html']).default('json') });

export const exportPerson = defineRoute({
  name: 'exportPerson',
  method: 'GET',
  path: '/accounts/{id}/export',
  permission: 'user-management:can_export',
  fresh: true,
  summary:
    'All that is known of a person and that the caller may see, as a file to read or to hand on. It is noted.',
  params: idParams,
  query: exportQuery,
  status: 200,
  download: ['application/json', 'text/html'],
  errors: ['not_found'],
});

export const exportMyData = defineRoute({
  name: 'exportMyData',
  method: 'GET',
  path: '/me/export',
  permission: 'signed-in',
  fresh: true,
  summary: 'All that is known of the caller, nothing left out, as a file. It is noted.',
  query: exportQuery,
  status: 200,
  download: ['application/json', 'text/html'],
  errors: [],
});
