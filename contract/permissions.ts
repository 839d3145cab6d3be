/**
 * The applications of Foyer itself and their permissions (product.md, 5). Titles and descriptions stand in
 * the catalogs under `applications.<slug>`.
 */
export const ownApplications = {
  'user-registration': ['access', 'can_bulk_invite', 'can_hand_over_link'],
  'user-management': [
    'access',
    'can_register_identity',
    'can_validate_identity',
    'can_suspend',
    'can_close',
    'can_export',
    'can_erase',
  ],
  permissions: ['access', 'can_grant'],
  activity: ['access'],
  settings: ['access'],
} as const;

export type ApplicationSlug = keyof typeof ownApplications;

/** A named right inside an application, written `application:permission`. */
export type Permission = {
  [A in ApplicationSlug]: `${A}:${(typeof ownApplications)[A][number]}`;
}[ApplicationSlug];

export const applicationSlugs = Object.keys(ownApplications) as [ApplicationSlug, ...ApplicationSlug[]];

/** Every permission there is, in the order of the applications. */
export const allPermissions = applicationSlugs.flatMap((slug) =>
  ownApplications[slug].map((name) => `${slug}:${name}` as Permission),
);
